import type { RealtimeDeps } from './deps.ts';
import type { RoomOutlet } from './fan-out.ts';
import type { ReaderSocket } from './sockets.ts';
import type { ThreadRoom } from './thread-room.ts';
import type { ThreadRooms } from './thread-rooms.ts';

/** Threads asked for in one question to the store. */
const CHUNK = 500;
/** An unchanged head is told again every so many rounds: a client that lost something learns of it by then. */
const REPEAT_EVERY_ROUNDS = 5;
/** In this part of the time between rounds one comes while nothing else tells: the bus or the store is away. */
const TICKS = 6;

export type HeadComparison = {
  /** Compares at once. While a round is under way, one more follows it. */
  compareNow(): Promise<void>;
  stop(): void;
};

type Parts = {
  rooms: ThreadRooms<ReaderSocket>;
  outlet: RoomOutlet;
  /** Bounded in time. */
  loadHeads: RealtimeDeps['loadHeads'];
  deps: Pick<RealtimeDeps, 'log' | 'bus'>;
  everyMs: number;
};

/**
 * Every few seconds: holds the heads of all rooms against the store's, so that a message the bus lost is made up
 * for even when no other follows; then tells the rooms where they stand, which does the same for clients.
 */
export function startHeadComparison(parts: Parts): HeadComparison {
  let running: Promise<void> | null = null;
  let following: Promise<void> | null = null;
  let round = 0;
  let isFailing = false;
  const toldLast = new WeakMap<ThreadRoom, string>();

  async function compareAll(): Promise<void> {
    round += 1;
    const rooms = parts.rooms.all();
    try {
      for (let at = 0; at < rooms.length; at += CHUNK) await compare(parts, rooms.slice(at, at + CHUNK));
      isFailing = false;
    } catch (error) {
      if (!isFailing) parts.deps.log.warn('live.heads-unknown', { error });
      isFailing = true;
    }
    for (const room of rooms) tell(room);
    await parts.rooms.tellViewers();
  }

  function tell(room: ThreadRoom): void {
    room.trim();
    const viewers = parts.rooms.countViewers(room.thread);
    const words = `${room.sentHead} ${viewers}`;
    if (toldLast.get(room) === words && round % REPEAT_EVERY_ROUNDS !== 0) return;
    toldLast.set(room, words);
    // Up to where the room was sent everything: a client must not fetch what is about to arrive.
    parts.outlet.sendHead(room.thread, room.sentHead, viewers);
  }

  function compareNow(): Promise<void> {
    if (running) {
      following ??= running.then(() => {
        following = null;
        return compareNow();
      });
      return following;
    }
    running = compareAll()
      .catch((error) => parts.deps.log.error('live.comparison-failed', { error }))
      .finally(() => {
        running = null;
      });
    return running;
  }

  let waited = 0;
  const timer = setInterval(() => {
    waited += 1;
    const isBlind = isFailing || parts.deps.bus.state() === 'down';
    if (running || (waited < TICKS && !isBlind)) return;
    waited = 0;
    void compareNow();
  }, parts.everyMs / TICKS);
  timer.unref();
  return { compareNow, stop: () => clearInterval(timer) };
}

async function compare({ loadHeads, deps }: Parts, rooms: ThreadRoom[]): Promise<void> {
  const heads = await loadHeads(rooms.map(({ thread }) => thread));
  await Promise.all(
    rooms.map((room) =>
      room.compare(heads.get(room.thread) ?? 0).catch((error) => {
        deps.log.warn('room.comparison-failed', { thread: room.thread, error });
      }),
    ),
  );
}
