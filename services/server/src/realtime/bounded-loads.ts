import { StoreUnavailable } from '@parley/core/ports/store';

/** After a restart every open thread is read at once: the store gets this many questions of ours at a time. */
const AT_ONCE_MAX = 32;
/** Waiting and reading together. Whoever asked has given up by then. */
const LOAD_TIMEOUT_MS = 5_000;

/**
 * Bounds a question to the store in number and time. Rejects with `StoreUnavailable` when no answer came in
 * time; an answer that comes later is dropped.
 */
export function boundLoads<Args extends unknown[], Answer>(
  load: (...args: Args) => Promise<Answer>,
  { atOnce = AT_ONCE_MAX, timeoutMs = LOAD_TIMEOUT_MS } = {},
): (...args: Args) => Promise<Answer> {
  const waiting: (() => void)[] = [];
  let running = 0;

  function next() {
    while (running < atOnce) {
      const begin = waiting.shift();
      if (!begin) return;
      running += 1;
      begin();
    }
  }

  return (...args) =>
    new Promise<Answer>((resolve, reject) => {
      let hasBegun = false;
      let isOver = false;
      const finish = (settle: () => void) => {
        if (isOver) return;
        isOver = true;
        clearTimeout(limit);
        settle();
        if (hasBegun) {
          running -= 1;
          next();
        }
      };
      const limit = setTimeout(
        () => finish(() => reject(new StoreUnavailable(new Error(`no answer within ${timeoutMs} ms`)))),
        timeoutMs,
      );
      waiting.push(() => {
        hasBegun = true;
        if (isOver) {
          running -= 1;
          return;
        }
        Promise.resolve()
          .then(() => load(...args))
          .then(
            (answer) => finish(() => resolve(answer)),
            (error) => finish(() => reject(error)),
          );
      });
      next();
    });
}
