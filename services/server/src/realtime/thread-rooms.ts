import { threadChannel } from '@parley/core/ports/event-bus';
import type { ThreadMessage } from '@parley/core/threads/messages';
import { type RoomDeps, ThreadRoom } from './thread-room.ts';
import { REPEAT_VIEWERS_MS } from './viewers.ts';

type Entry<Viewer> = {
  room: ThreadRoom;
  viewers: Set<Viewer>;
  /** Runs while nobody is there. */
  grace: NodeJS.Timeout | null;
  told: { viewers: number; at: number };
};

/**
 * The rooms of this process: opened with the first viewer, closed a little after the last has left, so that
 * a reload of the page or a lost connection does not cost a subscription and a read.
 */
export class ThreadRooms<Viewer> {
  readonly #entries = new Map<string, Entry<Viewer>>();
  readonly #deps: RoomDeps;
  readonly #graceMs: number;

  constructor(deps: RoomDeps, graceMs: number) {
    this.#deps = deps;
    this.#graceMs = graceMs;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Every room, whether somebody is there or not. */
  all(): ThreadRoom[] {
    return Array.from(this.#entries.values(), ({ room }) => room);
  }

  viewersOf(thread: string): ReadonlySet<Viewer> {
    return this.#entries.get(thread)?.viewers ?? new Set();
  }

  /** Viewers of this process and, as far as known, of the others. */
  countViewers(thread: string): number {
    const entry = this.#entries.get(thread);
    return entry ? entry.viewers.size + entry.room.others.count() : 0;
  }

  find(thread: string): ThreadRoom | null {
    return this.#entries.get(thread)?.room ?? null;
  }

  /** Counts the viewer in and answers the room, which may still be opening (`ready`). */
  enter(thread: string, after: number, viewer: Viewer): ThreadRoom {
    const entry = this.#entries.get(thread) ?? this.#open(thread, after);
    if (entry.grace) clearTimeout(entry.grace);
    entry.grace = null;
    entry.viewers.add(viewer);
    return entry.room;
  }

  leave(thread: string, viewer: Viewer): void {
    const entry = this.#entries.get(thread);
    if (!entry?.viewers.delete(viewer) || entry.viewers.size > 0 || entry.grace) return;
    entry.grace = setTimeout(() => this.#close(thread, entry), this.#graceMs);
    entry.grace.unref();
  }

  /** Tells other processes how many viewers each thread has here, where that is news or due again. */
  async tellViewers(): Promise<void> {
    if (this.#deps.bus.state() !== 'up') return;
    const now = this.#deps.clock.now();
    const told: Promise<void>[] = [];
    for (const [thread, entry] of this.#entries) {
      const viewers = entry.viewers.size;
      // Either way: a clock that was put back would silence this process.
      const isDue = viewers > 0 && Math.abs(now - entry.told.at) >= REPEAT_VIEWERS_MS;
      if (viewers === entry.told.viewers && !isDue) continue;
      entry.told = { viewers, at: now };
      told.push(this.#tell(thread, viewers));
    }
    await Promise.all(told);
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#entries, ([thread, entry]) => this.#close(thread, entry)));
  }

  #open(thread: string, after: number): Entry<Viewer> {
    const room = new ThreadRoom(thread, after, this.#deps);
    const entry: Entry<Viewer> = { room, viewers: new Set(), grace: null, told: { viewers: 0, at: 0 } };
    this.#entries.set(thread, entry);
    // A room that could not be opened gives way to the next attempt.
    room.ready.catch(() => this.#close(thread, entry));
    return entry;
  }

  async #close(thread: string, entry: Entry<Viewer>): Promise<void> {
    if (this.#entries.get(thread) === entry) this.#entries.delete(thread);
    if (entry.grace) clearTimeout(entry.grace);
    if (entry.told.viewers > 0) await this.#tell(thread, 0);
    await entry.room.close().catch((error) => this.#deps.log.warn('room.close-failed', { thread, error }));
  }

  async #tell(thread: string, viewers: number): Promise<void> {
    const message: ThreadMessage = { viewers, node: this.#deps.node };
    // Lost numbers are repeated soon, or forgotten.
    await this.#deps.bus.publish(threadChannel(thread), JSON.stringify(message)).catch(() => {});
  }
}
