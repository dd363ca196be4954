import { QUEUE_SLICE_DEFAULT } from '@parley/contracts/limits';
import type { ModerationLog } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderatedSites } from '../access/policy.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { decodeReviewCursor, encodeReviewCursor } from '../threads/cursor.ts';
import { presentEvent } from './present-item.ts';

/** What happened to the review items of a moderator's sites, newest first. */
export async function readLog(
  deps: { store: Store; sites: SiteDirectory },
  actor: Actor | null,
  query: { site?: string | undefined; after?: string | undefined },
): Promise<ModerationLog> {
  assertModerator(actor);
  const sites = moderatedSites(actor, deps.sites.all(), query.site);
  const after = decodeReviewCursor(query.after);
  const { events, next } = await deps.store.review.log({ sites, after, limit: QUEUE_SLICE_DEFAULT });
  return { events: events.map(presentEvent), next: encodeReviewCursor(next) };
}
