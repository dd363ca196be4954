import { StoreUnavailable } from '@parley/core/ports/store';

/** Runs `work` when all work asked for earlier under the same key has ended, whatever became of it. */
export type InTurn = <R>(key: string, work: () => Promise<R>) => Promise<R>;

/** Whoever waited for so long is told that the store is unavailable, rather than adding to what piled up. */
const TURN_WAIT_MAX_MS = 5_000;

/**
 * Lets what would meet at one document go one after the other in this process. The server decides between
 * processes, and between all of these here too; but it is slow to when many come at once.
 */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const askedAt = performance.now();
    const begin = () => {
      if (performance.now() - askedAt > TURN_WAIT_MAX_MS) throw new StoreUnavailable(`waited for ${key}`);
      return work();
    };
    const mine = (last.get(key) ?? Promise.resolve()).then(begin, begin);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
