import type { Changes } from '@parley/contracts/objects';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { presentChange } from './present-change.ts';

/** What happened in a thread after `after`; `reset` when its log no longer reaches back that far. */
export async function readChanges(
  deps: { store: Store; sites: SiteDirectory },
  thread: string,
  after: number,
): Promise<Changes> {
  const log = await deps.store.threads.changesAfter(thread, after);
  if (log === null) return { head: await deps.store.threads.head(thread), reset: true };
  const siteId = log.changes[0]?.thread.site;
  const site = siteId === undefined ? null : await deps.sites.find(siteId);
  return {
    head: log.head,
    changes: site === null ? [] : log.changes.map((change) => presentChange(change, site)),
  };
}
