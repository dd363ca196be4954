import type { ApiError } from '@parley/contracts/client/reader-client';

/** Where a post stands, in a form that the writing box can show. */
export type Sending =
  | { state: 'idle' }
  | { state: 'sending' }
  /** `until`: milliseconds since 1970; null: until the device is online again. */
  | { state: 'waiting'; why: 'passing' | 'rate-limited' | 'offline'; until: number | null }
  | { state: 'failed'; error: ApiError };

/** After so many attempts in a row the reader decides. Being offline counts as none. */
export const ATTEMPTS_MAX = 5;
const FIRST_WAIT_MS = 1_000;
const WAIT_MAX_MS = 16_000;
/** A reader who is asked to wait longer than this is told so and decides. */
const LIMITED_WAIT_MAX_MS = 120_000;

/**
 * What follows a failed attempt (1 for the first). Failures that may pass are repeated with growing waits,
 * spread by `random` (0 to 1) so that readers who were cut off together do not come back together.
 */
export function afterFailure(
  error: ApiError,
  attempt: number,
  { now, random, isOnline }: { now: number; random: number; isOnline: boolean },
): Sending {
  if (error.code === 'rate-limited') {
    const waitMs = (error.retryAfter ?? 10) * 1000;
    const isShort = attempt < ATTEMPTS_MAX && waitMs <= LIMITED_WAIT_MAX_MS;
    return isShort
      ? { state: 'waiting', why: 'rate-limited', until: now + waitMs }
      : { state: 'failed', error };
  }
  if (!error.isPassing) return { state: 'failed', error };
  if (!isOnline) return { state: 'waiting', why: 'offline', until: null };
  const asked = (error.retryAfter ?? 0) * 1000;
  if (attempt >= ATTEMPTS_MAX || asked > LIMITED_WAIT_MAX_MS) return { state: 'failed', error };
  const longest = Math.min(WAIT_MAX_MS, FIRST_WAIT_MS * 2 ** attempt);
  return { state: 'waiting', why: 'passing', until: now + Math.max(asked, longest * (0.5 + random / 2)) };
}
