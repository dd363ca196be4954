import type { Backpressure } from './backpressure.ts';
import { type ReaderSocket, threadRoomName } from './sockets.ts';
import type { ThreadRooms } from './thread-rooms.ts';

/** Viewers told in one tick. Each of them fetches by HTTP what it misses: a thousand a second, then. */
const TOLD_AT_ONCE = 100;
const TICK_MS = 100;

type Round = { head: number; left: Iterator<ReaderSocket>; isToRepeat: boolean };

/**
 * Tells the viewers of very large rooms where their thread stands, a few at a time, so that they do not all fetch
 * in the same moment. Whoever is told hears the latest head; a head that moved after the first of them was told
 * leads to another round.
 */
export class SpreadHeads {
  readonly #rounds = new Map<string, Round>();
  readonly #backpressure: Backpressure;
  readonly #rooms: () => ThreadRooms<ReaderSocket>;
  #timer: NodeJS.Timeout | null = null;

  constructor(backpressure: Backpressure, rooms: () => ThreadRooms<ReaderSocket>) {
    this.#backpressure = backpressure;
    this.#rooms = rooms;
  }

  announce(thread: string, head: number): void {
    const round = this.#rounds.get(thread);
    if (round) {
      round.isToRepeat ||= head > round.head;
      round.head = head;
      return;
    }
    this.#rounds.set(thread, { head, left: this.#viewers(thread), isToRepeat: false });
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  stop(): void {
    this.#rounds.clear();
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #tick(): void {
    for (const [thread, round] of this.#rounds) {
      if (this.#tellSome(thread, round)) continue;
      if (round.isToRepeat) Object.assign(round, { left: this.#viewers(thread), isToRepeat: false });
      else this.#rounds.delete(thread);
    }
    if (this.#rounds.size === 0) this.stop();
  }

  /** Answers whether somebody may be left. */
  #tellSome(thread: string, { head, left }: Round): boolean {
    const viewers = this.#rooms().countViewers(thread);
    for (let told = 0; told < TOLD_AT_ONCE; told += 1) {
      const next = left.next();
      if (next.done) return false;
      const socket = next.value;
      // Not yet whoever is still being let in.
      if (!socket.rooms.has(threadRoomName(thread)) || !this.#backpressure.mayBeSent(socket)) continue;
      socket.emit('head', { thread, head, viewers });
    }
    return true;
  }

  #viewers(thread: string): Iterator<ReaderSocket> {
    return this.#rooms().viewersOf(thread).values();
  }
}
