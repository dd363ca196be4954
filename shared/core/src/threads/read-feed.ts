import { FEED_LENGTH } from '@parley/contracts/limits';
import type { Comment } from '@parley/contracts/objects';
import { notFound } from '../access/policy.ts';
import { presentComment } from '../comments/present-comment.ts';
import type { CommentRecord, Site, ThreadRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { pageAddress } from './page-address.ts';
import type { ShownThread } from './read-thread-page.ts';

type Deps = { store: Store; sites: SiteDirectory };

/** A published comment, and the page it stands on: `address` is null where none of the site's is known. */
export type FeedEntry = { comment: Comment; thread: { id: string; title: string; address: string | null } };
export type ThreadFeed = { thread: FeedEntry['thread']; entries: FeedEntry[] };
export type SiteFeed = { site: Pick<Site, 'id' | 'name' | 'origins'>; entries: FeedEntry[] };

/** The latest published comments of a thread, newest first, `FEED_LENGTH` at most. */
export async function readThreadFeed(
  deps: Pick<Deps, 'store'>,
  { record, site }: ShownThread,
): Promise<ThreadFeed> {
  const thread = aboutPage(record, site);
  const comments = await deps.store.comments.listLatest({ thread: record.id, limit: FEED_LENGTH });
  return { thread, entries: comments.map((comment) => entryOf(comment, thread)) };
}

/** The latest published comments of a site, newest first, `FEED_LENGTH` at most. Throws `not-found`. */
export async function readSiteFeed(deps: Deps, id: string): Promise<SiteFeed> {
  const site = await deps.sites.find(id);
  if (site === null) throw notFound();
  const comments = await deps.store.comments.listLatest({ site: id, limit: FEED_LENGTH });
  const ids = [...new Set(comments.map((comment) => comment.thread))];
  const records = await Promise.all(ids.map((thread) => deps.store.threads.find(thread)));
  const threads = new Map(
    records.filter((record) => record !== null).map((record) => [record.id, aboutPage(record, site)]),
  );
  const entries = comments.flatMap((comment) => {
    const thread = threads.get(comment.thread);
    return thread ? [entryOf(comment, thread)] : [];
  });
  return { site, entries };
}

function aboutPage({ id, title, url }: ThreadRecord, site: Site): FeedEntry['thread'] {
  return { id, title, address: pageAddress(site, url) };
}

function entryOf(comment: CommentRecord, thread: FeedEntry['thread']): FeedEntry {
  return { comment: presentComment(comment), thread };
}
