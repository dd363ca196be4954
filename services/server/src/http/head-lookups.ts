import type { ThreadStore } from '@parley/core/ports/store';

/** Heads asked for in one query: bounds what a single one may cost. */
const TOGETHER_MAX = 200;

/**
 * Answers heads of threads, 0 for a thread that does not exist. All that are asked for in one turn of the
 * event loop share one query, and those for the same thread one row: it is made after the last of them came in,
 * so none is told what is older than its question. Rejects as the store does.
 */
export function createHeadLookups(threads: Pick<ThreadStore, 'heads'>): (thread: string) => Promise<number> {
  let waiting = new Map<string, PromiseWithResolvers<number>>();

  function lookUp(): void {
    const asked = waiting;
    if (asked.size === 0) return;
    waiting = new Map();
    threads.heads([...asked.keys()]).then(
      (heads) => {
        for (const [thread, { resolve }] of asked) resolve(heads.get(thread) ?? 0);
      },
      (error: unknown) => {
        for (const { reject } of asked.values()) reject(error);
      },
    );
  }

  return (thread) => {
    let lookup = waiting.get(thread);
    if (lookup === undefined) {
      if (waiting.size === TOGETHER_MAX) lookUp();
      // Everything that this turn brings in is read before its immediates run.
      if (waiting.size === 0) setImmediate(lookUp);
      lookup = Promise.withResolvers();
      waiting.set(thread, lookup);
    }
    return lookup.promise;
  };
}
