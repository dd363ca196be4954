import type { ModerationStats } from '@parley/contracts/sanction-objects';
import type { ReadStats } from '@parley/contracts/sanction-requests';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderatedSites } from '../access/policy.ts';
import { iso } from '../comments/present-comment.ts';
import type { Clock } from '../ports/host.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { addUp } from './add-up-events.ts';
import type { StoredReviewEvent } from './fold-review.ts';

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
  const [backlog, oldest] = await Promise.all([
    deps.store.review.count(sites),
    Promise.all((['open', 'escalated'] as const).map((state) => oldestOf(deps.store, sites, state))),
  ]);
  const openedAt = Math.min(...oldest);
  return {
    site: site ?? null,
    since: iso(isComplete ? wanted : (events[0]?.at ?? wanted)),
    isComplete,
    backlog,
    oldestOpenAt: Number.isFinite(openedAt) ? iso(openedAt) : null,
    ...addUp(events),
  };
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
async function oldestOf(store: Store, sites: string[], state: 'open' | 'escalated'): Promise<number> {
  const query = { sites, state, reason: null, sort: 'oldest', after: null, limit: 1 } as const;
  const { items } = await store.review.list(query);
  return items[0]?.openedAt ?? Number.POSITIVE_INFINITY;
}
