import type { IncomingMessage } from 'node:http';
import type { Changes } from '@parley/contracts/objects';
import type { EventBus } from '@parley/core/ports/event-bus';
import type { Clock, Log } from '@parley/core/ports/host';

export type ModeratorIdentity = { id: string; name: string; sites: string[]; expiresAt: number };

/** What the live service needs of the rest. Times are milliseconds since 1970 by `clock`. */
export type RealtimeDeps = {
  bus: EventBus;
  log: Log;
  clock: Clock;
  /**
   * The thread's log after `after`, in public form; `{ head, reset: true }` when it does not reach back so far.
   * Must read the store itself: an answer from a cache that lags behind would look like a lost thread.
   */
  loadChanges(thread: string, after: number): Promise<Changes>;
  /** Heads by thread; threads that do not exist yet are left out. */
  loadHeads(threads: string[]): Promise<Map<string, number>>;
  /** Null while the thread does not exist. */
  siteOfThread(thread: string): Promise<string | null>;
  siteExists(site: string): boolean | Promise<boolean>;
  /** By token or by cookie; `origin` guards the cookie. Null when neither is good. */
  authenticateModerator(
    token: string | null,
    cookieHeader: string | undefined,
    origin: string | undefined,
  ): Promise<ModeratorIdentity | null>;
  /** Why the session of a token is worth nothing, by the hash of the token, of all who are banned now. */
  loadBannedSessions(): Promise<ReadonlyMap<string, string>>;
  hashToken(token: string): string;
  /** Whether the origin is any site's or our own. */
  isKnownOrigin(origin: string): boolean;
  /** Whether pages of this origin may show the site's threads. Origin is absent outside browsers. */
  mayEmbed(site: string, origin: string | undefined): boolean;
  /** The address that limits count by, behind proxies too. */
  addressOf(request: IncomingMessage): string;
  metrics?: RealtimeMetrics;
};

export type RealtimeCounter =
  | 'handshakes-refused'
  | 'joins'
  | 'joins-refused'
  | 'events-refused'
  | 'bus-messages'
  | 'flushes'
  | 'changes-sent'
  | 'store-loads'
  | 'holes-repaired'
  | 'heads-behind'
  | 'resets'
  | 'sockets-held'
  | 'sockets-dropped';

export type RealtimeMetrics = { count(what: RealtimeCounter, by?: number): void };

export type RealtimeConfig = {
  socketsPerAddress: number;
  roomsPerSocket: number;
  /** A thread with more viewers than this on one process is sent heads; its viewers fetch changes by HTTP. */
  pagedRoomViewers: number;
  /** How often the heads of all open rooms are compared with the store's, in milliseconds. */
  headComparisonMs: number;
  /** How long a room stays ready after its last viewer left, in milliseconds. */
  roomGraceMs: number;
  /** How long changes may wait in a socket that does not read before it is dropped, in milliseconds. */
  heldSocketMs: number;
};
