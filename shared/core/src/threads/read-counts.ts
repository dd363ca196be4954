import { notFound } from '../access/policy.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { threadIdFor } from './thread-id.ts';

/** Published comments by key; 0 for a page without any. */
export async function readCounts(
  deps: { store: Store; sites: SiteDirectory },
  siteId: string,
  keys: string[],
): Promise<Record<string, number>> {
  if ((await deps.sites.find(siteId)) === null) throw notFound();
  const idByKey = new Map(keys.map((key) => [key, threadIdFor(siteId, key)]));
  const counts = await deps.store.threads.counts([...idByKey.values()]);
  return Object.fromEntries([...idByKey].map(([key, id]) => [key, counts.get(id) ?? 0]));
}
