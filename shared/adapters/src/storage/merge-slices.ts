import type { ActRecord } from '@parley/core/ports/act-store';
import type { ReaderRecord, ThreadRecord } from '@parley/core/ports/records';
import type { NameCursor, ReviewCursor } from '@parley/core/ports/store';

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

/** The threads of several sites as one list, by when they began, newest first. */
export function mergeThreads(lists: ThreadRecord[][], limit: number) {
  return mergeSlices(
    lists,
    limit,
    (a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1),
    ({ createdAt, id }): ReviewCursor => ({ key: createdAt, id }),
  );
}

/** Readers with the folded names under which they are listed, as one list in order of these. */
export function mergeReaders(lists: [string, ReaderRecord][][], limit: number) {
  const { items, next } = mergeSlices(
    lists,
    limit,
    ([a, { id: one }], [b, { id: other }]) => (a === b ? (one < other ? -1 : 1) : a < b ? -1 : 1),
    ([name, { id }]): NameCursor => ({ name, id }),
  );
  return { readers: items.map(([, reader]) => reader), next };
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
