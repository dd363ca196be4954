import type { ActRecord } from '@parley/core/ports/act-store';
import type { ReviewCursor } from '@parley/core/ports/store';

/**
 * The first `limit` of several lists that are in order already, and the cursor after them. Each list must
 * reach one beyond `limit` where its source does: that is how the end is told.
 */
export function mergeSlices<T, C>(
  lists: T[][],
  limit: number,
  compare: (a: T, b: T) => number,
  cursorOf: (item: T) => C,
): { items: T[]; next: C | null } {
  const merged = lists.length === 1 ? (lists[0] ?? []) : lists.flat().sort(compare);
  const items = merged.slice(0, limit);
  const last = items.at(-1);
  return { items, next: merged.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** The acts of several sites as one list, newest first. */
export function mergeActs(
  lists: ActRecord[][],
  limit: number,
): { acts: ActRecord[]; next: ReviewCursor | null } {
  const { items, next } = mergeSlices(
    lists,
    limit,
    (a, b) => b.at - a.at || (a.id < b.id ? 1 : -1),
    ({ at, id }): ReviewCursor => ({ key: at, id }),
  );
  return { acts: items, next };
}
