import type { Clock } from '../../ports/host.ts';
import { OutsideFailed } from '../../ports/http-out.ts';

/** Failures in a row after which a service is left alone. */
const FAILURES_MAX = 5;
/** For so long, in milliseconds; then one call tries whether it is back. */
const REST_MS = 30_000;
/** Services of sites that are kept count of; there are few. */
const KEPT_MAX = 1_000;

/** Calls something unless it has failed again and again: then it rejects at once with `OutsideFailed`. */
export type Breaker = <T>(name: string, call: () => Promise<T>) => Promise<T>;

export function createBreaker({ clock }: { clock: Clock }): Breaker {
  const failures = new Map<string, { count: number; restsUntil: number }>();

  return async (name, call) => {
    const known = failures.get(name);
    const now = clock.now();
    if (known !== undefined && known.count >= FAILURES_MAX) {
      if (now < known.restsUntil)
        throw new OutsideFailed('left alone for a while, as it failed again and again');
      // One tries; the others are told to wait as long as a rest.
      known.restsUntil = now + REST_MS;
    }
    try {
      const answer = await call();
      failures.delete(name);
      return answer;
    } catch (error) {
      if (failures.size >= KEPT_MAX && !failures.has(name)) failures.clear();
      const count = (failures.get(name)?.count ?? 0) + 1;
      failures.set(name, { count, restsUntil: clock.now() + REST_MS });
      throw error;
    }
  };
}
