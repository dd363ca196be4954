import { ApiError } from '@parley/contracts/client/reader-client';
import { afterFailure, type Sending } from './attempts.ts';

export type Sender = ReturnType<typeof createSender>;

/**
 * Carries one text to the service: tries, waits, tries again, and says through `onState` where it stands.
 * `post` must be safe to repeat. Whoever waits can be hurried (`now`) or told to give up (`stop`).
 */
export function createSender(onState: (sending: Sending) => void) {
  let wake: ((isGoing: boolean) => void) | null = null;

  /** Resolves to what `post` gives; null when it failed for good or was stopped. */
  async function send<T>(post: () => Promise<T>): Promise<T | null> {
    for (let attempt = 1; ; attempt++) {
      onState({ state: 'sending' });
      try {
        const answer = await post();
        onState({ state: 'idle' });
        return answer;
      } catch (reason) {
        const error = asApiError(reason);
        const next = afterFailure(error, attempt, {
          now: Date.now(),
          random: Math.random(),
          isOnline: navigator.onLine,
        });
        onState(next);
        if (next.state !== 'waiting') return null;
        if (next.why === 'offline') attempt = 0;
        const isGoing = await pause(next.until);
        if (!isGoing) {
          onState({ state: 'failed', error });
          return null;
        }
      }
    }
  }

  function pause(until: number | null): Promise<boolean> {
    return new Promise((resolve) => {
      const go = () => wake?.(true);
      const timer = until === null ? 0 : setTimeout(go, until - Date.now());
      addEventListener('online', go);
      wake = (isGoing) => {
        wake = null;
        clearTimeout(timer);
        removeEventListener('online', go);
        resolve(isGoing);
      };
    });
  }

  return { send, now: () => wake?.(true), stop: () => wake?.(false) };
}

export function asApiError(reason: unknown): ApiError {
  return reason instanceof ApiError ? reason : new ApiError('not-parley', String(reason));
}
