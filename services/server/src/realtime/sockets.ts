import type {
  ModeratorAuth,
  ReaderAuth,
  ReaderToServer,
  ServerToModerator,
  ServerToReader,
} from '@parley/contracts/live-events';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { ModeratorIdentity } from './deps.ts';
import type { EventBudget } from './event-budget.ts';

export type ReaderSocketData = {
  site: string;
  /** Of the session that the reader came with; null for one who came with none. */
  tokenHash: string | null;
  /** Threads joined. */
  threads: Set<string>;
  budget: EventBudget;
};
export type ReaderSocket = Socket<ReaderToServer, ServerToReader, DefaultEventsMap, ReaderSocketData>;
export type ReaderNamespace = Namespace<ReaderToServer, ServerToReader, DefaultEventsMap, ReaderSocketData>;

export type ModeratorSocketData = {
  moderator: ModeratorIdentity;
  token: string | null;
  /** Gives the subscriptions of the moderator's sites back. */
  release: () => void;
};
export type ModeratorSocket = Socket<
  DefaultEventsMap,
  ServerToModerator,
  DefaultEventsMap,
  ModeratorSocketData
>;
export type ModeratorNamespace = Namespace<
  DefaultEventsMap,
  ServerToModerator,
  DefaultEventsMap,
  ModeratorSocketData
>;

export type { ModeratorAuth, ReaderAuth };

/** The connection below a socket: one for all namespaces of a client. */
export type Connection = ReaderSocket['conn'];

/** Names of socket.io rooms. They reach the sockets of this process only. */
export const threadRoomName = (thread: string) => `thread:${thread}`;
export const siteRoomName = (site: string) => `site:${site}`;

/** What the WebSocket library tells and does beyond engine.io's own interface. */
type WebSocketLike = { bufferedAmount?: number; terminate?: () => void };

function webSocketOf(connection: Connection): WebSocketLike | undefined {
  return (connection.transport as unknown as { socket?: WebSocketLike }).socket;
}

/** Messages that the transport has not taken yet. */
function writeBufferOf(connection: Connection): { data?: unknown }[] {
  return (connection as unknown as { writeBuffer: { data?: unknown }[] }).writeBuffer;
}

/** Bytes (of text, characters) that wait to be read by the client. Neither engine.io nor ws sets a bound. */
export function bufferedBytes(connection: Connection): number {
  let bytes = webSocketOf(connection)?.bufferedAmount ?? 0;
  for (const packet of writeBufferOf(connection)) {
    if (typeof packet.data === 'string' || Buffer.isBuffer(packet.data)) bytes += packet.data.length;
  }
  return bytes;
}

/** False as soon as its end has begun: what was read before may still come in. */
export function isOpen(connection: Connection): boolean {
  return connection.readyState === 'open';
}

/** Short answers pile up as well where a client asks without end and never reads. */
const WAITING_MESSAGES_MAX = 1_000;

/** Whether so many messages wait that the client does not deserve another one, however short. */
export function hasTooManyWaiting(connection: Connection): boolean {
  return writeBufferOf(connection).length > WAITING_MESSAGES_MAX;
}

/** Ends a connection without waiting for a client that does not read. */
export function terminate(connection: Connection): void {
  const webSocket = webSocketOf(connection);
  connection.close(true);
  webSocket?.terminate?.();
}
