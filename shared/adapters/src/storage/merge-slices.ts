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
