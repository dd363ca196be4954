import type { Log } from '@parley/core/ports/host';
import type { RealtimeMetrics } from './deps.ts';
import {
  bufferedBytes,
  hasTooManyWaiting,
  isOpen,
  type ReaderSocket,
  terminate,
  threadRoomName,
} from './sockets.ts';

/** A socket with more than this waiting is sent nothing further but short words. */
const HOLD_AT_BYTES = 1_000_000;
/** It may go on once it has read all but this. */
const RESUME_AT_BYTES = 64 * 1024;
const LOOK_EVERY_MS = 250;

export type BackpressureOptions = {
  /** A socket held for longer is dropped: it comes back by itself, from where it stands. */
  heldSocketMs: number;
  /** Puts a socket that has caught up back into its rooms, with one `reset` for each. */
  resume(socket: ReaderSocket): void;
  log: Log;
  metrics: RealtimeMetrics | undefined;
};

/** Keeps a client that reads slowly from filling the memory of the process. */
export class Backpressure {
  readonly #held = new Map<ReaderSocket, number>();
  readonly #options: BackpressureOptions;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: BackpressureOptions) {
    this.#options = options;
  }

  isHeld(socket: ReaderSocket): boolean {
    return this.#held.has(socket);
  }

  /** To be called with the sockets of a room right before it is sent to. */
  check(sockets: Iterable<ReaderSocket>): void {
    for (const socket of sockets) this.mayBeSent(socket);
  }

  /** Whether the socket takes another payload. Holds it when it does not. */
  mayBeSent(socket: ReaderSocket): boolean {
    if (this.#held.has(socket)) return false;
    // A healthy socket has handed all it had to the system by now, and this is all that is looked at.
    if (!isWriting(socket) || bufferedBytes(socket.conn) <= HOLD_AT_BYTES) return true;
    this.#hold(socket);
    return false;
  }

  /** Whether the socket may be answered at all. Drops it when it may not. */
  mayBeAnswered(socket: ReaderSocket): boolean {
    if (!isOpen(socket.conn)) return false;
    if (!hasTooManyWaiting(socket.conn)) return true;
    this.#drop(socket);
    return false;
  }

  forget(socket: ReaderSocket): void {
    this.#held.delete(socket);
    if (this.#held.size === 0) this.stop();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #hold(socket: ReaderSocket): void {
    for (const thread of socket.data.threads) socket.leave(threadRoomName(thread));
    this.#held.set(socket, performance.now());
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#options.metrics?.count('sockets-held');
  }

  #look(): void {
    const now = performance.now();
    for (const [socket, since] of this.#held) {
      if (bufferedBytes(socket.conn) <= RESUME_AT_BYTES) {
        this.forget(socket);
        this.#options.resume(socket);
      } else if (now - since > this.#options.heldSocketMs) {
        this.#drop(socket);
      }
    }
  }

  #drop(socket: ReaderSocket): void {
    this.forget(socket);
    this.#options.metrics?.count('sockets-dropped');
    this.#options.log.info('socket.dropped', { socket: socket.id, reason: 'does not read' });
    terminate(socket.conn);
  }
}

function isWriting(socket: ReaderSocket): boolean {
  return !socket.conn.transport?.writable;
}
