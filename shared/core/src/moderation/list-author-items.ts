import { BULK_MAX } from '@parley/contracts/limits';
import type { ReviewItemRecord } from '../ports/records.ts';
import type { ReviewCursor, ReviewSort, ReviewStore, Store } from '../ports/store.ts';
import { facetsOf } from './facets.ts';

type Wanted = Parameters<ReviewStore['list']>[0];

/**
 * A slice of one author's items, as a store lists those of a site. An author's latest `BULK_MAX` comments are
 * looked through: no index of items by author is kept for a look that is taken at one person at a time.
 */
export async function listAuthorItems(
  store: Store,
  author: string,
  wanted: Wanted,
): Promise<{ items: ReviewItemRecord[]; next: ReviewCursor | null }> {
  const reader = await store.readers.find(author);
  if (reader === null || !wanted.sites.includes(reader.site)) return { items: [], next: null };
  const comments = await store.comments.listByAuthor(reader.site, author, BULK_MAX);
  const found = await store.review.findMany(comments.map(({ id }) => id));
  const cursorOf = (item: ReviewItemRecord) => ({ key: ORDERS[wanted.sort](item), id: item.id });
  const sorted = found
    .filter((item) => isWanted(item, wanted))
    .sort((one, other) => compare(wanted.sort, cursorOf(one), cursorOf(other)));
  const { after, limit } = wanted;
  const left =
    after === null ? sorted : sorted.filter((item) => compare(wanted.sort, after, cursorOf(item)) < 0);
  const items = left.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && left.length > limit ? cursorOf(last) : null };
}

const ORDERS: Record<ReviewSort, (item: ReviewItemRecord) => number> = {
  priority: ({ score }) => score,
  oldest: ({ openedAt }) => openedAt,
  latest: ({ enteredAt }) => enteredAt,
};

function isWanted(item: ReviewItemRecord, { state, facets, openedBefore }: Wanted): boolean {
  const own = facetsOf(item);
  return (
    item.state === state &&
    facets.every((facet) => own.includes(facet)) &&
    (openedBefore === null || item.openedAt < openedBefore)
  );
}

/** As the stores sort: by key and then by id, both down but for the oldest first. */
function compare(sort: ReviewSort, one: ReviewCursor, other: ReviewCursor): number {
  const ascending = one.key - other.key || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
  return sort === 'oldest' ? ascending : -ascending;
}
