import type { IssueDeps } from './act-on-group.ts';
import { announceGroup } from './announce-group.ts';
import type { Spike } from './tell-spikes.ts';

const MINUTE_MS = 60_000;
/** What is looked at, and what it is compared with. */
const WINDOW_MS = 10 * MINUTE_MS;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
const WINDOWS_A_WEEK = WEEK_MS / WINDOW_MS;
/** More than so many in a window are a spike, however quiet the week was … */
const FLOOR = 5;
/** … and more than so many times what the week's windows had on average. */
const TIMES_USUAL = 4;
/** A spike is over below this part of what began it, so that one that swings about the bound is one. */
const OVER_BELOW = 0.5;
/** Groups looked at in one round, those that are reported now first. */
const GROUPS_MAX = 200;

/**
 * Finds groups whose reports of the last ten minutes exceed max(5, 4 × the week's rate), and those that are over it
 * again. Answers the spikes that there are now, and how many of them have begun.
 */
export async function watchSpikes(
  deps: Pick<IssueDeps, 'store' | 'clock' | 'bus' | 'log'>,
): Promise<{ begun: number; spikes: Spike[] }> {
  const { store, clock, log } = deps;
  const now = clock.now();
  const spikes: Spike[] = [];
  let begun = 0;
  for (const { id, spikingSince } of await store.issues.listLively(now - WINDOW_MS, GROUPS_MAX)) {
    const recent = await store.issues.countSince(id, now - WINDOW_MS);
    const bound = spikeBound(await store.issues.countSince(id, now - WEEK_MS));
    const isSpiking = recent > (spikingSince === null ? bound : bound * OVER_BELOW);
    if (isSpiking && spikingSince !== null) spikes.push({ group: id, since: spikingSince });
    if (isSpiking === (spikingSince !== null)) continue;
    const group = await store.issues.setSpike(id, spikingSince, isSpiking ? now : null);
    if (group === null) continue;
    log.warn(isSpiking ? 'issues.spiking' : 'issues.calmed', { group: id, site: group.site, recent });
    await announceGroup(deps, group);
    if (!isSpiking) continue;
    spikes.push({ group: id, since: now });
    begun += 1;
  }
  return { begun, spikes };
}

/** How many reports ten minutes may have, of a group that had so many in a week. */
export function spikeBound(inWeek: number): number {
  return Math.max(FLOOR, (TIMES_USUAL * inWeek) / WINDOWS_A_WEEK);
}
