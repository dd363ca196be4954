import { QUEUE_SLICE_DEFAULT } from '@parley/contracts/limits';
import type { ModerationLog } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderatedSites } from '../access/policy.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { decodeReviewCursor, encodeReviewCursor } from '../threads/cursor.ts';
import { presentAct } from './present-act.ts';
import { presentEvent } from './present-item.ts';

/**
 * What happened on a moderator's sites, newest first: the events of review items, and what moderators did besides. A
 * slice holds so many of both together, and its cursor is a place in both.
 */
export async function readLog(
  deps: { store: Store; sites: SiteDirectory },
  actor: Actor | null,
  query: { site?: string | undefined; after?: string | undefined },
): Promise<ModerationLog> {
  assertModerator(actor);
  const sites = moderatedSites(actor, deps.sites.all(), query.site);
  const slice = { sites, after: decodeReviewCursor(query.after), limit: QUEUE_SLICE_DEFAULT };
  const [log, done] = await Promise.all([deps.store.review.log(slice), deps.store.acts.list(slice)]);
  const both = [...log.events, ...done.acts].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const shown = new Set(both.slice(0, QUEUE_SLICE_DEFAULT));
  const last = [...shown].at(-1);
  const isMore = both.length > shown.size || log.next !== null || done.next !== null;
  return {
    events: log.events.filter((event) => shown.has(event)).map(presentEvent),
    acts: done.acts.filter((act) => shown.has(act)).map(presentAct),
    next: encodeReviewCursor(isMore && last !== undefined ? { key: last.at, id: last.id } : null),
  };
}
