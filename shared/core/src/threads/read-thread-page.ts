import type { Comment, Slice, Sort, Thread } from '@parley/contracts/objects';
import { maySee, notFound } from '../access/policy.ts';
import { presentComment } from '../comments/present-comment.ts';
import type { Site, ThreadRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { listSlice } from './list-slice.ts';
import { pageAddress } from './page-address.ts';
import { presentThread } from './present-thread.ts';

export type ShownThread = { record: ThreadRecord; site: Site };
export type ThreadPage = {
  thread: Thread;
  site: Pick<Site, 'id' | 'name'>;
  /** The article's own page; null where none of the site's is known. */
  address: string | null;
  /** The comment that was asked for, below its ancestors; null for the thread as a whole. */
  branch: { ancestors: Comment[]; comment: Comment } | null;
  /** Roots, or the replies to the comment that was asked for. */
  list: Slice;
};

/**
 * A thread that readers have been shown something of; null for any other. One whose only comment is held has
 * no head, and must look like one that does not exist.
 */
export async function findShownThread(
  deps: { store: Store; sites: SiteDirectory },
  id: string,
): Promise<ShownThread | null> {
  const record = await deps.store.threads.find(id);
  const site = record && (await deps.sites.find(record.site));
  return site && record.head > 0 ? { record, site } : null;
}

/**
 * A thread for reading without a script: a slice of its roots, or one comment with its ancestors and a slice
 * of its replies. The same for everybody, and at least as new as the head of `shown`. Throws `not-found` for a
 * comment that is not there for all to see.
 */
export async function readThreadPage(
  deps: { store: Store },
  { record, site }: ShownThread,
  query: { comment?: string | undefined; sort?: Sort | undefined; after?: string | undefined },
): Promise<ThreadPage> {
  const { comment, sort, after } = query;
  const branch = comment === undefined ? null : await readBranch(deps.store, record.id, comment);
  return {
    thread: presentThread(record, site),
    site: { id: site.id, name: site.name },
    address: pageAddress(site, record.url),
    branch,
    list: await listSlice(
      deps,
      record.id,
      comment === undefined ? { sort, after } : { parent: comment, after },
    ),
  };
}

async function readBranch(store: Store, thread: string, id: string): Promise<ThreadPage['branch']> {
  const comment = await store.comments.find(id);
  if (comment?.thread !== thread || !maySee(null, comment)) throw notFound();
  const ancestors = await store.comments.findMany(comment.ancestors);
  return {
    ancestors: ancestors.toSorted((a, b) => a.depth - b.depth).map(presentComment),
    comment: presentComment(comment),
  };
}
