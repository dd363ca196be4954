/** A wait is at most this part of the time that it has been failing: short outages end quickly for everybody. */
const SHARE_OF_OUTAGE = 1 / 3;

export type Backoff = {
  /** How long to wait before the next attempt, in milliseconds. */
  next(): number;
  /** It worked. */
  reset(): void;
};

/**
 * Waits between attempts, with full jitter: clients that failed together do not return together. `firstMs` and
 * `maxMs` bound the longest wait that may be drawn.
 */
export function createBackoff(options: {
  firstMs: number;
  maxMs: number;
  random: () => number;
  /** Milliseconds that only grow, whatever is done to the clock. */
  now?: () => number;
}): Backoff {
  const { firstMs, maxMs, random, now = () => performance.now() } = options;
  let failingSince: number | null = null;
  return {
    next() {
      failingSince ??= now();
      const longest = Math.max(firstMs, (now() - failingSince) * SHARE_OF_OUTAGE);
      return random() * Math.min(maxMs, longest);
    },
    reset() {
      failingSince = null;
    },
  };
}
