import type { ReadStats } from '@parley/contracts/sanction-requests';
import type { ModerationStats } from '@parley/contracts/stats-objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderatedSites } from '../access/policy.ts';
import { iso } from '../comments/present-comment.ts';
import type { Clock } from '../ports/host.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { addUp } from './add-up-events.ts';
import type { StoredReviewEvent } from './fold-review.ts';
import { newTally, timesOf } from './tally.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Events that are counted at most, the newest: what a busy newsroom makes in a month. */
export const STATS_EVENTS_MAX = 20_000;

/**
 * How moderation goes on the actor's sites, over the last `days` days. The cost is bounded: where more happened
 * than is counted, the answer says so and since when it counts.
 */
export async function readStats(
  deps: { store: Store; sites: SiteDirectory; clock: Clock },
  actor: Actor | null,
  { site, days }: ReadStats,
): Promise<ModerationStats> {
  assertModerator(actor);
  const sites = moderatedSites(actor, deps.sites.all(), site);
  const wanted = deps.clock.now() - days * DAY_MS;
  const { events, isComplete } = await newest(deps, sites, wanted);
  const bySite = await Promise.all(sites.map((id) => backlogOf(deps.store, id)));
  const backlog = { open: sum(bySite, 'open'), escalated: sum(bySite, 'escalated') };
  const since = isComplete ? wanted : (events[0]?.at ?? wanted);
  const waiting = backlog.open + backlog.escalated;
  const { sites: tallies, ...sums } = addUp(events, { from: since, until: deps.clock.now(), waiting });
  return {
    site: site ?? null,
    since: iso(since),
    isComplete,
    backlog,
    oldestOpenAt: isoOrNull(Math.min(...bySite.map(({ oldestAt }) => oldestAt))),
    ...sums,
    bySite: bySite.map(({ site: id, oldestAt, ...waits }) => {
      const tally = tallies.get(id) ?? newTally();
      const { inbound, overturned } = tally;
      const oldestOpenAt = isoOrNull(oldestAt);
      return { site: id, inbound, backlog: waits, oldestOpenAt, ...timesOf(tally), overturned };
    }),
  };
}

/** What waits on a site, and since when; infinity when nothing does. */
async function backlogOf(store: Store, site: string) {
  const [{ open, escalated }, ...oldest] = await Promise.all([
    store.review.count([site], null),
    oldestOf(store, site, 'open'),
    oldestOf(store, site, 'escalated'),
  ]);
  return { site, open, escalated, oldestAt: Math.min(...oldest) };
}

function sum(backlogs: { open: number; escalated: number }[], state: 'open' | 'escalated'): number {
  return backlogs.reduce((total, backlog) => total + backlog[state], 0);
}

function isoOrNull(at: number): string | null {
  return Number.isFinite(at) ? iso(at) : null;
}

/** The sites' events since `since`, oldest first, read day by day from the newest on. */
async function newest(
  deps: { store: Store; clock: Clock },
  sites: string[],
  since: number,
): Promise<{ events: StoredReviewEvent[]; isComplete: boolean }> {
  const found: StoredReviewEvent[] = [];
  let until = deps.clock.now() + 1;
  for (; until > since && found.length <= STATS_EVENTS_MAX; until -= DAY_MS) {
    const from = Math.max(since, until - DAY_MS);
    for (const site of sites) {
      const left = STATS_EVENTS_MAX + 1 - found.length;
      if (left > 0) found.push(...(await deps.store.audit.listBetween(site, from, until, left)));
    }
  }
  found.sort((a, b) => b.at - a.at || b.version - a.version);
  const isComplete = found.length <= STATS_EVENTS_MAX;
  return { events: found.slice(0, STATS_EVENTS_MAX).reverse(), isComplete };
}

/** When the item was opened that waits longest; infinity when none does. */
async function oldestOf(store: Store, site: string, state: 'open' | 'escalated'): Promise<number> {
  const query = { sites: [site], state, facets: [], openedBefore: null, after: null, limit: 1 };
  const { items } = await store.review.list({ ...query, sort: 'oldest' });
  return items[0]?.openedAt ?? Number.POSITIVE_INFINITY;
}
