import { TOKEN_MAX_LENGTH } from '@parley/contracts/limits';
import { CoreError } from '@parley/core/core-error';
import type { SiteMessage } from '@parley/core/threads/messages';
import * as z from 'zod';
import type { RealtimeDeps } from './deps.ts';
import { handleEvents } from './handle-events.ts';
import type { Doorkeeper } from './handshake.ts';
import { parsePayload, problemOf, RefusedConnection } from './problem-of.ts';
import { SiteSubscriptions } from './site-subscriptions.ts';
import {
  bufferedBytes,
  hasTooManyWaiting,
  isOpen,
  type ModeratorNamespace,
  type ModeratorSocket,
  siteRoomName,
  terminate,
} from './sockets.ts';

/** A console with more than this waiting is dropped: it comes back by itself and loads its lists anew. */
const DROP_AT_BYTES = 1_000_000;

const moderatorAuth = z.object({ token: z.string().max(TOKEN_MAX_LENGTH).nullish() });

export type ModerationGatewayParts = {
  namespace: ModeratorNamespace;
  doorkeeper: Doorkeeper;
  deps: RealtimeDeps;
};

/** The `/moderation` namespace: a moderator hears what happens on their sites, and sends nothing. */
export function serveModerators(parts: ModerationGatewayParts): { close(): Promise<void> } {
  const { namespace, deps } = parts;
  const sites = new SiteSubscriptions(deps, (site, message) => announce(parts, site, message));
  namespace.use((socket, next) => {
    enter(parts, socket, sites).then(
      () => next(),
      (error) => next(new RefusedConnection(problemOf(error, deps.log, 'connect moderator'))),
    );
  });
  const table = {
    handlers: {},
    mayCall: () => true,
    mayBeAnswered(socket: ModeratorSocket) {
      if (!isOpen(socket.conn)) return false;
      if (!hasTooManyWaiting(socket.conn)) return true;
      drop(parts, socket);
      return false;
    },
    log: deps.log,
    metrics: deps.metrics,
  };
  namespace.on('connection', (socket) => {
    handleEvents(socket, table);
    for (const site of socket.data.moderator.sites) socket.join(siteRoomName(site));
    socket.on('disconnect', socket.data.release);
  });
  return sites;
}

async function enter(
  { deps, doorkeeper }: ModerationGatewayParts,
  socket: ModeratorSocket,
  sites: SiteSubscriptions,
): Promise<void> {
  if (!doorkeeper.mayAttempt(socket.conn)) throw new CoreError('rate-limited', 'Too many attempts.');
  const { token = null } = parsePayload(moderatorAuth, socket.handshake.auth);
  const { cookie, origin } = socket.handshake.headers;
  const moderator = await deps.authenticateModerator(token, cookie, origin);
  if (!moderator) throw new CoreError('not-signed-in', 'Sign in to moderate.');
  socket.data.token = token;
  socket.data.moderator = moderator;
  // Listening before the console is let in and loads its lists, so that nothing falls in between.
  socket.data.release = await sites.hold(moderator.sites);
  // A connection that ends before it was let in never tells of a disconnect.
  socket.conn.once('close', socket.data.release);
  if (socket.conn.readyState !== 'open') socket.data.release();
}

function drop({ deps }: ModerationGatewayParts, socket: ModeratorSocket): void {
  deps.metrics?.count('sockets-dropped');
  terminate(socket.conn);
}

function announce(parts: ModerationGatewayParts, site: string, message: SiteMessage): void {
  const { namespace } = parts;
  for (const socket of namespace.sockets.values()) {
    if (!socket.rooms.has(siteRoomName(site)) || bufferedBytes(socket.conn) <= DROP_AT_BYTES) continue;
    drop(parts, socket);
  }
  const room = namespace.to(siteRoomName(site));
  switch (message.kind) {
    case 'queue':
      room.emit('queue', { site, item: message.item });
      return;
    case 'issue':
      room.emit('issue', { group: message.group });
      return;
    default:
      message satisfies never;
  }
}
