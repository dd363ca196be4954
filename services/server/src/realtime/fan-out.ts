import { performance } from 'node:perf_hooks';
import { LOG_LENGTH } from '@parley/contracts/limits';
import type { Change } from '@parley/contracts/objects';
import type { RealtimeMetrics } from './deps.ts';
import type { RecentChanges } from './recent-changes.ts';

/** A busy room is sent to this often at most, so that several changes share one message. */
const BUSY_INTERVAL_MS = 50;
/** A room is busy when this many changes came within `RATE_WINDOW_MS`, and for as long after. Below, they leave at once. */
const BUSY_CHANGES = 120;
const RATE_WINDOW_MS = 1_000;
/**
 * A flush may take this long without consequence: about a thousand viewers. After a longer one the room rests for
 * as long as it took beyond that, so that the largest rooms leave the process about half of its time.
 */
const LIGHT_FLUSH_MS = 20;
const REST_MAX_MS = 250;
/** So many changes leave at once even so: more of them could outgrow what is kept. */
const FULL_AT = LOG_LENGTH / 2;

/** Where a room's messages go: the sockets of this process that read the thread. */
export type RoomOutlet = {
  sendChanges(thread: string, head: number, changes: Change[]): void;
  sendHead(thread: string, head: number, viewers: number): void;
  sendReset(thread: string, head: number): void;
  /** Sends away whoever is not of this site. */
  keepOnly(thread: string, site: string): void;
};

/**
 * Sends what is new in `recent` to the room: at once while the room is quiet, bundled when it is busy or
 * large. One message a flush, whatever the number of changes and viewers.
 */
export class FanOut {
  /** Up to where the room has been sent everything. */
  sentHead = 0;
  #timer: NodeJS.Timeout | null = null;
  #nextAt = 0;
  #windowStart = 0;
  /** Changes that came in this window, and in the one before. */
  #cameNow = 0;
  #cameBefore = 0;
  #countedHead = 0;
  readonly #thread: string;
  readonly #recent: RecentChanges;
  readonly #outlet: RoomOutlet;
  readonly #metrics: RealtimeMetrics | undefined;

  constructor(thread: string, recent: RecentChanges, outlet: RoomOutlet, metrics?: RealtimeMetrics) {
    this.#thread = thread;
    this.#recent = recent;
    this.#outlet = outlet;
    this.#metrics = metrics;
  }

  /** Call after `recent` has grown. */
  schedule(): void {
    const now = performance.now();
    this.#countChanges(now);
    const wait = this.#nextAt - now;
    if (wait <= 0 || this.#recent.head - this.sentHead >= FULL_AT) {
      this.stop();
      this.#flush();
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#flush();
    }, Math.ceil(wait));
  }

  /** Continues from `head` without sending what lies before. */
  restart(head: number): void {
    this.stop();
    this.sentHead = head;
    this.#countedHead = head;
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #flush(): void {
    const { head } = this.#recent;
    const changes = this.#recent.since(this.sentHead);
    if (changes?.length === 0) return;
    const startedAt = performance.now();
    if (changes) {
      this.#outlet.sendChanges(this.#thread, head, changes);
      this.#metrics?.count('changes-sent', changes.length);
    } else {
      this.#outlet.sendReset(this.#thread, head);
    }
    this.sentHead = head;
    this.#metrics?.count('flushes');
    this.#pace(startedAt, performance.now());
  }

  #countChanges(now: number): void {
    const windows = Math.floor((now - this.#windowStart) / RATE_WINDOW_MS);
    if (windows > 0) {
      this.#cameBefore = windows === 1 ? this.#cameNow : 0;
      this.#cameNow = 0;
      this.#windowStart = now;
    }
    this.#cameNow += Math.max(0, this.#recent.head - this.#countedHead);
    this.#countedHead = this.#recent.head;
  }

  #pace(startedAt: number, endedAt: number): void {
    const rest = restAfter(endedAt - startedAt);
    const isBusy = Math.max(this.#cameNow, this.#cameBefore) >= BUSY_CHANGES;
    this.#nextAt = Math.max(startedAt + (isBusy ? BUSY_INTERVAL_MS : 0), endedAt + rest);
  }
}

/** How long a room rests after a flush, both in milliseconds. */
export function restAfter(tookMs: number): number {
  return Math.min(REST_MAX_MS, Math.max(0, tookMs - LIGHT_FLUSH_MS));
}
