/** A widget that comes back joins all its threads at once; nobody needs more than this in a burst. */
const BURST = 100;
const PER_SECOND = 10;

/** How many events one socket may send: a token bucket. `now` is in milliseconds. */
export class EventBudget {
  #left = BURST;
  #at: number;

  constructor(now: number) {
    this.#at = now;
  }

  take(now: number): boolean {
    this.#left = Math.min(BURST, this.#left + (Math.max(0, now - this.#at) / 1_000) * PER_SECOND);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
