/** Runs `work` when all work asked for earlier under the same key has ended, whatever became of it. */
export type InTurn = <R>(key: string, work: () => Promise<R>) => Promise<R>;

/**
 * Lets what would meet at one document go one after the other in this process. The server decides between
 * processes, and between all of these here too; but it is slow to when many come at once.
 */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
