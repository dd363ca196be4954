import type { Drift } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import { reconcileLog } from './reconcile-log.ts';
import { recountComments, recountThread } from './recount-comments.ts';
import { recountReview } from './recount-review.ts';
import { recountStandings } from './recount-standings.ts';

/** Looks at some of what a thread has from `after` on; `next` is null when there is no more. */
type Recount = (after: string | null) => Recounted;
type Recounted = { drift: Drift[]; next: string | null };

/**
 * Recounts every counter of a thread from what it counts, compares its log with its comments, and mends what differs. What readers are shown of
 * it goes into the log, so that widgets and caches hear of it. A long thread is walked in steps, each a
 * transaction of some 10 ms, while people go on posting.
 */
export async function reconcileThread({ db, write }: Access, thread: string): Promise<Drift[]> {
  const recounts: Recount[] = [
    (after) => recountComments(db, thread, after),
    () => ({ drift: recountThread(db, thread), next: null }),
    () => ({ drift: reconcileLog(db, thread), next: null }),
    (after) => recountStandings(db, thread, after),
    (after) => recountReview(db, thread, after),
  ];
  const found: Drift[] = [];
  for (const recount of recounts) {
    let after: string | null = null;
    do {
      const from: string | null = after;
      const { drift, next }: Recounted = await write(() => recount(from));
      found.push(...drift);
      after = next;
    } while (after !== null);
  }
  return found;
}
