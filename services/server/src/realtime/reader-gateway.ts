import { TOKEN_MAX_LENGTH } from '@parley/contracts/limits';
import type { JoinAnswer, LeaveAnswer } from '@parley/contracts/live-events';
import { siteId } from '@parley/contracts/objects';
import * as requests from '@parley/contracts/requests';
import { CoreError } from '@parley/core/core-error';
import * as z from 'zod';
import type { Backpressure } from './backpressure.ts';
import type { BanWatch } from './ban-watch.ts';
import type { RealtimeConfig, RealtimeDeps } from './deps.ts';
import { EventBudget } from './event-budget.ts';
import { type EventHandler, handleEvents } from './handle-events.ts';
import type { Doorkeeper } from './handshake.ts';
import { parsePayload, problemOf, RefusedConnection } from './problem-of.ts';
import { leaveRoom } from './room-outlet.ts';
import { type ReaderNamespace, type ReaderSocket, threadRoomName } from './sockets.ts';
import type { ThreadRooms } from './thread-rooms.ts';

/**
 * Lenient about what it does not know, so that a newer widget can talk to an older server. Whatever is sent here is for
 * all to read, so that thousands who return cost no look at their sessions: a token says only whom to cut when they
 * are banned.
 */
const readerAuth = z.object({ site: siteId, token: z.string().max(TOKEN_MAX_LENGTH).nullish() });

export type ReaderGatewayParts = {
  namespace: ReaderNamespace;
  rooms: ThreadRooms<ReaderSocket>;
  backpressure: Backpressure;
  doorkeeper: Doorkeeper;
  bans: BanWatch;
  deps: RealtimeDeps;
  config: Pick<RealtimeConfig, 'roomsPerSocket'>;
};

/** The default namespace: readers come in for a site, join threads and leave them. */
export function serveReaders(parts: ReaderGatewayParts): void {
  const { namespace, deps } = parts;
  namespace.use((socket, next) => {
    enter(parts, socket).then(
      () => next(),
      (error) => next(new RefusedConnection(problemOf(error, deps.log, 'connect'))),
    );
  });
  const table = {
    handlers: { join: joinThread(parts), leave: leaveThread(parts) },
    mayCall: (socket: ReaderSocket) => socket.data.budget.take(deps.clock.now()),
    mayBeAnswered: (socket: ReaderSocket) => parts.backpressure.mayBeAnswered(socket),
    log: deps.log,
    metrics: deps.metrics,
  };
  namespace.on('connection', (socket) => {
    handleEvents(socket, table);
    socket.on('disconnect', () => {
      for (const thread of socket.data.threads) leaveRoom(parts.rooms, socket, thread);
      parts.backpressure.forget(socket);
    });
  });
}

async function enter({ deps, doorkeeper, bans }: ReaderGatewayParts, socket: ReaderSocket): Promise<void> {
  if (!doorkeeper.mayAttempt(socket.conn)) throw new CoreError('rate-limited', 'Too many attempts.');
  const { site, token } = parsePayload(readerAuth, socket.handshake.auth);
  if (!(await deps.siteExists(site))) throw new CoreError('not-found', 'There is no such site.');
  if (!deps.mayEmbed(site, socket.handshake.headers.origin)) {
    throw new CoreError('origin-not-allowed', 'This page is not one of the site’s own.');
  }
  socket.data.tokenHash = token ? deps.hashToken(token) : null;
  bans.assertNotBanned(socket.data.tokenHash);
  socket.data.site = site;
  socket.data.threads = new Set();
  socket.data.budget = new EventBudget(deps.clock.now());
}

function joinThread({ rooms, backpressure, deps, config }: ReaderGatewayParts): EventHandler<ReaderSocket> {
  return async (socket, payload, answer) => {
    const { thread, after } = parsePayload(requests.join, payload);
    const { threads, site } = socket.data;
    if (!threads.has(thread) && threads.size >= config.roomsPerSocket) {
      throw new CoreError('rate-limited', `No more than ${config.roomsPerSocket} threads at a time.`);
    }
    threads.add(thread);
    const room = rooms.enter(thread, after, socket);
    try {
      await room.reach(after);
      // A thread that is not there yet has no site; who may stay is decided when it comes.
      if (room.site !== null && room.site !== site)
        throw new CoreError('not-found', 'There is no such thread.');
      if (!socket.connected || !threads.has(thread)) throw new CoreError('unavailable', 'You have left.');
    } catch (error) {
      leaveRoom(rooms, socket, thread);
      deps.metrics?.count('joins-refused');
      throw error;
    }
    // In one breath, so that no change can fall between the answer and the room.
    const mayBeSent = backpressure.mayBeSent(socket);
    const result: JoinAnswer = mayBeSent ? room.answerFrom(after) : { head: room.head, reset: true };
    answer(result);
    if (mayBeSent) socket.join(threadRoomName(thread));
    deps.metrics?.count('joins');
  };
}

function leaveThread({ rooms }: ReaderGatewayParts): EventHandler<ReaderSocket> {
  return (socket, payload, answer) => {
    const { thread } = parsePayload(requests.leave, payload);
    leaveRoom(rooms, socket, thread);
    const result: LeaveAnswer = { left: thread };
    answer(result);
  };
}
