import { iso } from '../comments/present-comment.ts';
import type { Clock } from '../ports/host.ts';
import type { IssueGroupRecord } from '../ports/issue-records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { SYSTEM_ACTOR } from './fold-issue.ts';

/** A group whose reports come in unusual numbers, and since when (ms). */
export type Spike = { group: string; since: number };

/**
 * Puts an alert into the outbox for each spike of a site that wants to know of them, once for each spike however
 * often it is asked: what a crash left out is put in as long as the spike lasts.
 */
export async function tellSpikes(
  deps: { store: Pick<Store, 'issues' | 'outbox'>; sites: SiteDirectory; clock: Clock },
  spikes: readonly Spike[],
): Promise<void> {
  const { outbox, issues } = deps.store;
  for (const { group: id, since } of spikes) {
    const alert = `alert-${id}-${since}`;
    if ((await outbox.find(alert)) !== null) continue;
    const group = await issues.find(id);
    if (group === null || !(await hasAddress(deps, group.site))) continue;
    const now = deps.clock.now();
    await outbox.put({
      id: alert,
      kind: 'alert',
      site: group.site,
      group: id,
      ticket: null,
      by: SYSTEM_ACTOR,
      content: { body: JSON.stringify(messageOf(alert, since, group)) },
      state: 'waiting',
      attempts: 0,
      unconfirmed: 0,
      dueAt: now,
      at: now,
    });
  }
}

async function hasAddress({ sites }: { sites: SiteDirectory }, site: string): Promise<boolean> {
  const { alertUrl, alertSecret } = (await sites.find(site))?.settings ?? {};
  return Boolean(alertUrl && alertSecret);
}

/** What an alert says. Nothing in it is a reader's: neither words nor addresses. */
function messageOf(alert: string, since: number, record: IssueGroupRecord): object {
  const { id, site, title, diagnosis, state, count, firstSeen, lastSeen } = record;
  const group = { id, title, diagnosis, state, count, firstSeen: iso(firstSeen), lastSeen: iso(lastSeen) };
  return { id: alert, event: 'issues.spiking', site, since: iso(since), group };
}
