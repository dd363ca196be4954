import type { ModeratedThread } from '@parley/contracts/room-objects';
import { iso } from '../comments/present-comment.ts';
import type { ThreadRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { presentThread } from './present-thread.ts';

/** Threads as moderators see them. Those of a site that is gone are left out. */
export async function presentModeratedThreads(
  { store, sites }: { store: Pick<Store, 'comments' | 'review'>; sites: SiteDirectory },
  threads: ThreadRecord[],
): Promise<ModeratedThread[]> {
  const waiting = await store.review.countWaiting(threads.map(({ id }) => id));
  const found = await Promise.all(
    threads.map(async (thread) => {
      const [site, [latest]] = await Promise.all([
        sites.find(thread.site),
        store.comments.listLatest({ thread: thread.id, limit: 1 }),
      ]);
      if (site === null) return [];
      return [
        {
          ...presentThread(thread, site),
          own: { premoderation: thread.premoderation, slowModeSeconds: thread.slowModeSeconds ?? 0 },
          createdAt: iso(thread.createdAt),
          activeAt: latest === undefined ? null : iso(latest.createdAt),
          waiting: waiting.get(thread.id) ?? 0,
        },
      ];
    }),
  );
  return found.flat();
}
