import { QUEUE_COUNT_MAX, QUEUE_SLICE_DEFAULT } from '@parley/contracts/limits';
import type { Queue } from '@parley/contracts/objects';
import type { ListQueue } from '@parley/contracts/requests';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderatedSites } from '../access/policy.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { decodeReviewCursor, encodeReviewCursor } from '../threads/cursor.ts';
import { statusFacet, threadFacet } from './facets.ts';
import { listAuthorItems } from './list-author-items.ts';
import { presentItems } from './present-item.ts';

/** A slice of what awaits a moderator on their sites, the most pressing first. */
export async function listQueue(
  deps: { store: Store; sites: SiteDirectory },
  actor: Actor | null,
  query: ListQueue,
): Promise<Queue> {
  assertModerator(actor);
  const sites = moderatedSites(actor, deps.sites.all(), query.site);
  const wanted = {
    sites,
    state: query.state ?? 'open',
    facets: facetsIn(query),
    openedBefore: query.openedBefore === undefined ? null : Date.parse(query.openedBefore),
    sort: query.sort ?? 'priority',
    after: decodeReviewCursor(query.after),
    limit: query.limit ?? QUEUE_SLICE_DEFAULT,
  } as const;
  const [{ items, next }, counts] = await Promise.all([
    query.author === undefined
      ? deps.store.review.list(wanted)
      : listAuthorItems(deps.store, query.author, wanted),
    deps.store.review.count(sites, QUEUE_COUNT_MAX),
  ]);
  return { items: await presentItems(deps, items), next: encodeReviewCursor(next), counts };
}

/** The narrowest first. */
function facetsIn({ thread, reason, status }: ListQueue): string[] {
  return [
    ...(thread === undefined ? [] : [threadFacet(thread)]),
    ...(reason === undefined ? [] : [reason]),
    ...(status === undefined ? [] : [statusFacet(status)]),
  ];
}
