import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import {
  ROOMS_PER_SOCKET_MAX,
  SOCKET_MESSAGE_BYTES_MAX,
  SOCKETS_PER_ADDRESS_MAX,
} from '@parley/contracts/limits';
import { LIVE_PATH, MODERATION_NAMESPACE } from '@parley/contracts/live-events';
import { Server } from 'socket.io';
import { Backpressure } from './backpressure.ts';
import { startBanWatch } from './ban-watch.ts';
import { boundLoads } from './bounded-loads.ts';
import type { RealtimeConfig, RealtimeDeps } from './deps.ts';
import { drainConnections, endConnections, spreadOf } from './drain.ts';
import { createDoorkeeper } from './handshake.ts';
import { startHeadComparison } from './head-comparison.ts';
import { serveModerators } from './moderation-gateway.ts';
import { serveReaders } from './reader-gateway.ts';
import { createRoomOutlet } from './room-outlet.ts';
import { startSessionChecks } from './session-checks.ts';
import {
  type ModeratorNamespace,
  type ReaderNamespace,
  type ReaderSocket,
  threadRoomName,
} from './sockets.ts';
import { ThreadRooms } from './thread-rooms.ts';

const DEFAULTS: RealtimeConfig = {
  socketsPerAddress: SOCKETS_PER_ADDRESS_MAX,
  roomsPerSocket: ROOMS_PER_SOCKET_MAX,
  pagedRoomViewers: 20_000,
  headComparisonMs: 3_000,
  roomGraceMs: 10_000,
  heldSocketMs: 30_000,
};
/** A connection that names no namespace within this time is nobody's. */
const CONNECT_TIMEOUT_MS = 10_000;

export type Realtime = {
  /** Refuses newcomers, tells everybody to come back elsewhere, and closes all within about `ms` milliseconds. */
  drain(ms: number): Promise<void>;
  /** Ends everything at once; the HTTP server stays the caller's. */
  close(): Promise<void>;
  stats(): { connections: number; readers: number; moderators: number; rooms: number };
  /** One round of the head comparison, now. */
  compareHeads(): Promise<void>;
  /** One look at all moderators' sessions, and at who is banned, now. */
  checkSessions(): Promise<void>;
};

/**
 * Serves the live protocol on `server`, whose request listener must be attached already: what arrives for the
 * live path afterwards would reach both. Nodes share nothing but the bus and the store.
 */
export function startRealtime(options: {
  server: HttpServer;
  deps: RealtimeDeps;
  config?: Partial<RealtimeConfig>;
}): Realtime {
  const { server } = options;
  // Consoles that return in a storm have the store asked whose session it is; so many at a time.
  const deps: RealtimeDeps = {
    ...options.deps,
    authenticateModerator: boundLoads(options.deps.authenticateModerator),
  };
  const config = { ...DEFAULTS, ...options.config };
  const doorkeeper = createDoorkeeper(deps, config);
  const io = new Server(server, {
    path: LIVE_PATH,
    serveClient: false,
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: SOCKET_MESSAGE_BYTES_MAX,
    connectTimeout: CONNECT_TIMEOUT_MS,
    allowEIO3: false,
    cors: { origin: (origin, allow) => allow(null, origin !== undefined && deps.isKnownOrigin(origin)) },
    allowRequest: (request, decide) => {
      const refusal = doorkeeper.refusal(request);
      decide(refusal, refusal === null);
    },
  });
  doorkeeper.watch(io.engine);
  const readers: ReaderNamespace = io.of('/');
  const moderators: ModeratorNamespace = io.of(MODERATION_NAMESPACE);

  const backpressure = new Backpressure({
    heldSocketMs: config.heldSocketMs,
    resume,
    log: deps.log,
    metrics: deps.metrics,
  });
  const outlet = createRoomOutlet(readers, backpressure, () => rooms, config.pagedRoomViewers);
  const loadChanges = boundLoads(deps.loadChanges);
  const siteOfThread = boundLoads(deps.siteOfThread);
  const rooms = new ThreadRooms<ReaderSocket>(
    { ...deps, loadChanges, siteOfThread, outlet, node: randomUUID() },
    config.roomGraceMs,
  );
  const loadHeads = boundLoads(deps.loadHeads);
  const comparison = startHeadComparison({
    rooms,
    outlet,
    loadHeads,
    deps,
    everyMs: config.headComparisonMs,
  });
  const sessionChecks = startSessionChecks({ moderators, deps });
  const bans = startBanWatch(readers, deps);
  // What passed on the bus meanwhile is lost; the store knows it.
  deps.bus.onRecovery(() => void comparison.compareNow());

  serveReaders({ namespace: readers, rooms, backpressure, doorkeeper, bans, deps, config });
  const moderation = serveModerators({ namespace: moderators, doorkeeper, deps });

  function resume(socket: ReaderSocket): void {
    for (const thread of socket.data.threads) {
      const room = rooms.find(thread);
      if (!room) continue;
      socket.emit('reset', { thread, head: room.sentHead });
      socket.join(threadRoomName(thread));
    }
  }

  async function close(): Promise<void> {
    doorkeeper.shut();
    comparison.stop();
    sessionChecks.stop();
    bans.stop();
    backpressure.stop();
    outlet.stop();
    endConnections(io.engine);
    io.engine.close();
    await Promise.all([rooms.close(), moderation.close()]);
  }

  return {
    async drain(ms) {
      doorkeeper.shut();
      const reconnectInMs = spreadOf(io.engine.clientsCount);
      readers.emit('draining', { reconnectInMs });
      moderators.emit('draining', { reconnectInMs });
      await drainConnections(io.engine, ms);
    },
    close,
    stats: () => ({
      connections: io.engine.clientsCount,
      readers: readers.sockets.size,
      moderators: moderators.sockets.size,
      rooms: rooms.size,
    }),
    compareHeads: comparison.compareNow,
    checkSessions: async () => {
      await Promise.all([sessionChecks.check(), bans.check()]);
    },
  };
}
