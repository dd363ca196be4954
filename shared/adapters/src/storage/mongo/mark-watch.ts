/** A mark that this process has seen for so long belongs to nobody who is still at it. */
const STANDING_MS = 2_000;

type Mark = { _id: string; pendingAt?: number };

/**
 * Tells marks that stand still from those that come and go, by this process's own stopwatch: the times on the
 * marks are those of their writers' clocks, of which one may be an hour ahead.
 */
export function createMarkWatch(now = () => performance.now()) {
  let seenSince = new Map<string, number>();

  /** Those of `marks`, all there are at present, that were there `STANDING_MS` ago already. */
  return function standing<T extends Mark>(marks: T[]): Set<T> {
    const at = now();
    const known = seenSince;
    seenSince = new Map();
    return new Set(
      marks.filter(({ _id, pendingAt }) => {
        const mark = `${_id} ${pendingAt}`;
        const since = known.get(mark) ?? at;
        seenSince.set(mark, since);
        return at - since >= STANDING_MS;
      }),
    );
  };
}

export type MarkWatch = ReturnType<typeof createMarkWatch>;
