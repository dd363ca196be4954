import { BULK_MAX } from '@parley/contracts/limits';
import type { ModeratorActor } from '../access/actor.ts';
import type { PostDeps } from '../comments/post-comment.ts';
import { ALLOWED_ACTIONS } from '../moderation/allowed-actions.ts';
import { decideItem } from '../moderation/decide-item.ts';
import type { CommentRecord } from '../ports/records.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Flags that may come in between before one comment is left as it is. */
const ATTEMPTS_MAX = 3;

/**
 * Rejects what an author wrote on a site in the last `days` days, the newest `BULK_MAX` at most, as one bulk that
 * can be taken back. What somebody decides at the same moment is theirs.
 */
export async function removeRecent(
  deps: PostDeps,
  actor: ModeratorActor,
  {
    site,
    author,
    days,
    bulk,
    reason,
  }: {
    site: string;
    author: string;
    days: number;
    bulk: string;
    reason: string;
  },
): Promise<{ removed: number; isMore: boolean }> {
  const since = deps.clock.now() - days * DAY_MS;
  const latest = await deps.store.comments.listByAuthor(site, author, BULK_MAX + 1);
  const recent = latest.filter(({ createdAt }) => createdAt >= since);
  let removed = 0;
  for (const comment of recent.slice(0, BULK_MAX)) {
    if (await removeOne(deps, actor, comment, bulk, reason)) removed += 1;
  }
  return { removed, isMore: recent.length > BULK_MAX };
}

async function removeOne(
  deps: PostDeps,
  actor: ModeratorActor,
  { id, status }: CommentRecord,
  bulk: string,
  reason: string,
): Promise<boolean> {
  if (status !== 'published' && status !== 'held') return false;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const item = await deps.store.review.find(id);
    const decide = (action: 'reject' | 'reopen', version: number) =>
      decideItem(deps, actor, { item: id, version, action, reason }, bulk);
    const isClosed = item !== null && !ALLOWED_ACTIONS[item.state].includes('reject');
    const opened = isClosed ? await decide('reopen', item.version) : null;
    const result = await decide('reject', opened?.item?.version ?? item?.version ?? 0);
    if (result.outcome !== 'conflict') return result.outcome === 'done';
  }
  return false;
}
