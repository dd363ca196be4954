import { ApiError } from '@parley/contracts/client/api-client';
import type { Outcome, Setting } from './history.ts';

export type Attempted<T> = { outcome: Outcome; value?: T; code?: string };

/** What a widget does within its patience; whatever is still open is asked again when everything is healed. */
const ATTEMPTS_MAX = 4;
const WAIT_MS = 250;

/**
 * Asks until there is an answer, a few times at most. A refusal counts only when nothing before it may have
 * happened: an attempt without an answer may still be carried out.
 */
export async function attempt<T>(call: () => Promise<T>, attempts = ATTEMPTS_MAX): Promise<Attempted<T>> {
  let isOpen = false;
  for (let number = 1; number <= attempts; number += 1) {
    try {
      return { outcome: 'done', value: await call() };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!error.isPassing) return { outcome: isOpen ? 'unknown' : 'refused', code: error.code };
      isOpen = true;
      await new Promise((next) => setTimeout(next, WAIT_MS * number));
    }
  }
  return { outcome: 'unknown' };
}

/** Asks that something be `value`, and writes down in `settings` when that was and what came of it. */
export async function attemptToSet<T, R>(
  settings: Setting<T>[],
  value: T,
  call: () => Promise<R>,
): Promise<Attempted<R>> {
  const askedAt = performance.now();
  const attempted = await attempt(call);
  settings.push({ value, outcome: attempted.outcome, askedAt, answeredAt: performance.now() });
  return attempted;
}
