import type { Actor } from '../access/actor.ts';
import { CoreError } from '../core-error.ts';
import type { Clock } from '../ports/host.ts';
import type { Site, ThreadRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { pauseOf } from '../threads/present-thread.ts';

/** Whoever hops between more threads than this is slowed down by other limits. */
const LATEST = 10;

/**
 * In a thread that was slowed down, or whose site is, readers wait between two comments; staff and moderators do not.
 * Throws `rate-limited` with the seconds that are left.
 */
export async function assertPause(
  deps: { store: Store; clock: Clock },
  actor: Actor,
  site: Site,
  thread: ThreadRecord,
): Promise<void> {
  const slowModeSeconds = pauseOf(site, thread);
  if (slowModeSeconds === 0 || actor.kind === 'moderator' || actor.reader.badge === 'staff') return;
  const since = deps.clock.now() - slowModeSeconds * 1000;
  const latest = await deps.store.comments.listByAuthor(site.id, actor.id, LATEST, since);
  const last = latest.find((comment) => comment.thread === thread.id);
  const leftMs = last === undefined ? 0 : last.createdAt + slowModeSeconds * 1000 - deps.clock.now();
  if (leftMs <= 0) return;
  const retryAfter = Math.ceil(leftMs / 1000);
  throw new CoreError(
    'rate-limited',
    `This thread takes one comment in ${slowModeSeconds} seconds from each reader. Try again in ${retryAfter} seconds; your text is kept.`,
    { retryAfter },
  );
}
