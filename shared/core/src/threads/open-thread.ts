import type { Sort, ThreadSlice } from '@parley/contracts/objects';
import { notFound } from '../access/policy.ts';
import type { Clock } from '../ports/host.ts';
import type { Site, ThreadRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { listSlice } from './list-slice.ts';
import { emptyThread, presentThread } from './present-thread.ts';
import { threadIdFor } from './thread-id.ts';

type Deps = { store: Store; sites: SiteDirectory; clock: Clock };
type Query = {
  site: string;
  key: string;
  url?: string | undefined;
  title?: string | undefined;
  sort?: Sort | undefined;
  limit?: number | undefined;
};

/**
 * A page's thread with its first slice of roots: the same for everybody. A page without comments gets an
 * empty thread, and nothing is stored for it.
 */
export async function openThread(deps: Deps, query: Query): Promise<ThreadSlice> {
  const site = await deps.sites.find(query.site);
  if (site === null) throw notFound();
  const id = threadIdFor(query.site, query.key);
  const thread = (await deps.store.threads.find(id)) ?? emptyThread(pageOf(query, id), deps.clock.now());
  if (thread.head === 0)
    return { thread: presentThread(thread, site), comments: { items: [], next: null, head: 0 } };
  return readFirstSlice(deps, site, thread, query);
}

/** The first slice of a thread that was read a moment ago. */
export async function readFirstSlice(
  deps: Pick<Deps, 'store'>,
  site: Site,
  thread: ThreadRecord,
  query: Pick<Query, 'sort' | 'limit'>,
): Promise<ThreadSlice> {
  const comments = await listSlice(deps, thread.id, query);
  // The thread was read before the slice: its head is the older of the two, and clients catch up from there.
  return { thread: presentThread(thread, site), comments: { ...comments, head: thread.head } };
}

function pageOf(query: Query, id: string): Pick<ThreadRecord, 'id' | 'site' | 'key' | 'url' | 'title'> {
  return { id, site: query.site, key: query.key, url: query.url ?? '', title: query.title ?? '' };
}
