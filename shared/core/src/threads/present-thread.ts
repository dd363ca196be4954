import type { Thread } from '@parley/contracts/objects';
import type { Site, ThreadRecord } from '../ports/records.ts';

/** A thread as everybody may see it. */
export function presentThread(thread: ThreadRecord, site: Site): Thread {
  const slowModeSeconds = pauseOf(site, thread);
  const { maxLength, maxDepth, editWindowSeconds, guests, premoderation, votes } = site.settings;
  return {
    id: thread.id,
    site: thread.site,
    key: thread.key,
    url: thread.url,
    title: thread.title,
    state: thread.state,
    head: thread.head,
    counts: { comments: thread.commentCount },
    settings: {
      maxLength,
      maxDepth,
      editWindowSeconds,
      guests,
      premoderation: thread.premoderation ?? premoderation,
      votes,
      ...(slowModeSeconds > 0 ? { slowModeSeconds } : {}),
    },
  };
}

/** Seconds between two comments of a reader: the thread's own pause, or its site's. */
export function pauseOf(site: Site, thread: ThreadRecord): number {
  return thread.slowModeSeconds || site.settings.slowModeSeconds;
}

/** The thread of a page nobody has commented on yet. */
export function emptyThread(
  page: Pick<ThreadRecord, 'id' | 'site' | 'key' | 'url' | 'title'>,
  now: number,
): ThreadRecord {
  return { ...page, state: 'open', premoderation: null, head: 0, commentCount: 0, createdAt: now };
}
