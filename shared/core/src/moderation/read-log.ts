import { QUEUE_SLICE_DEFAULT } from '@parley/contracts/limits';
import type { ListLog, ModerationLog } from '@parley/contracts/log-objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderatedSites } from '../access/policy.ts';
import { iso } from '../comments/present-comment.ts';
import type { ReviewCursor, Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { decodeReviewCursor, encodeReviewCursor } from '../threads/cursor.ts';
import { type Entry, isEvent, matchLog } from './match-log.ts';
import { presentAct } from './present-act.ts';
import { presentEvents } from './present-events.ts';

/** Entries that one search looks at, where several conditions have to meet; the next goes on from there. */
export const LOG_LOOKED_AT_MAX = 2_000;
/** Entries read in one step of a search. */
const STEP = 200;

type Found = { entries: Entry[]; next: ReviewCursor | null; isCutShort: boolean };

/**
 * What happened on a moderator's sites, newest first: the events of review items, and what moderators did besides. A
 * slice holds so many of both together, and its cursor is a place in both. A search reads what is filed under one of
 * its conditions, in the order of time; where little of that meets the others it stops at a bound, says how far it
 * looked, and goes on with its cursor.
 */
export async function readLog(
  deps: { store: Store; sites: SiteDirectory },
  actor: Actor | null,
  query: ListLog,
): Promise<ModerationLog> {
  assertModerator(actor);
  const sites = moderatedSites(actor, deps.sites.all(), query.site);
  const { entries, next, isCutShort } = await search(deps, sites, query);
  return {
    events: await presentEvents(deps, entries.filter(isEvent)),
    acts: entries.flatMap((entry) => (isEvent(entry) ? [] : [presentAct(entry)])),
    next: encodeReviewCursor(next),
    searchedTo: isCutShort && next !== null ? iso(next.key) : null,
  };
}

async function search({ store }: { store: Store }, sites: string[], query: ListLog): Promise<Found> {
  const { term, isAlone, match } = matchLog(store, query);
  const from = query.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(query.from);
  const entries: Entry[] = [];
  let after = decodeReviewCursor(query.after) ?? startOf(query);
  for (let looked = 0; looked < LOG_LOOKED_AT_MAX; ) {
    const limit = isAlone ? QUEUE_SLICE_DEFAULT : STEP;
    const slice = await readSlice(store, { sites, term, after, limit });
    looked += limit;
    const matching = new Set(await match(slice.entries));
    for (const entry of slice.entries) {
      if (entry.at < from) return { entries, next: null, isCutShort: false };
      after = { key: entry.at, id: entry.id };
      if (matching.has(entry)) entries.push(entry);
      const isLast = entry === slice.entries.at(-1) && !slice.hasMore;
      if (entries.length === QUEUE_SLICE_DEFAULT) {
        return { entries, next: isLast ? null : after, isCutShort: false };
      }
    }
    if (!slice.hasMore) return { entries, next: null, isCutShort: false };
  }
  return { entries, next: after, isCutShort: true };
}

/** A search before a moment begins there. */
function startOf({ until }: ListLog): ReviewCursor | null {
  return until === undefined ? null : { key: Date.parse(until), id: '' };
}

/** So many of events and acts together, newest first. */
async function readSlice(
  store: Store,
  slice: { sites: string[]; term: string | null; after: ReviewCursor | null; limit: number },
): Promise<{ entries: Entry[]; hasMore: boolean }> {
  const [log, done] = await Promise.all([store.review.log(slice), store.acts.list(slice)]);
  const both = [...log.events, ...done.acts].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  return {
    entries: both.slice(0, slice.limit),
    hasMore: both.length > slice.limit || log.next !== null || done.next !== null,
  };
}
