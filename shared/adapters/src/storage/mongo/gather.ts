import { StoreUnavailable } from '@parley/core/ports/store';

/** Callers that may wait for one key: beyond it the store is told to be unavailable rather than to grow. */
const WAITING_MAX = 5_000;

type Waiting<T, R> = { item: T; resolve: (result: R) => void; reject: (error: unknown) => void };

/**
 * Does the work of one key in turns: the first caller's at once, that of all who ask meanwhile together in the
 * next turn, `turnMax` at most. A thread that everybody posts to costs one write a turn instead of one each.
 * `run` answers one result an item; what it throws is the outcome of the whole turn.
 */
export function gather<T, R>(
  run: (key: string, items: T[]) => Promise<R[]>,
  turnMax: number,
): (key: string, item: T) => Promise<R> {
  const queues = new Map<string, Waiting<T, R>[]>();

  async function takeTurns(key: string, queue: Waiting<T, R>[]): Promise<void> {
    while (queue.length > 0) {
      const turn = queue.splice(0, turnMax);
      try {
        const items = turn.map(({ item }) => item);
        const results = await run(key, items);
        for (const [index, { resolve }] of turn.entries()) resolve(results[index] as R);
      } catch (error) {
        for (const { reject } of turn) reject(error);
      }
    }
    queues.delete(key);
  }

  return (key, item) =>
    new Promise<R>((resolve, reject) => {
      const waiting = { item, resolve, reject };
      const queue = queues.get(key);
      if (queue === undefined) {
        const begun = [waiting];
        queues.set(key, begun);
        void takeTurns(key, begun);
      } else if (queue.length < WAITING_MAX) queue.push(waiting);
      else reject(new StoreUnavailable(`too many writes wait for ${key}`));
    });
}
