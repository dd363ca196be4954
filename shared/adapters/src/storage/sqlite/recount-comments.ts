import type { CommentRecord } from '@parley/core/ports/records';
import type { Drift } from '@parley/core/ports/store';
import { isListed } from '../visible-change.ts';
import { type CommentRow, findComment, SELECT_COMMENTS, toComment, updateComment } from './comment-rows.ts';
import type { Database } from './database.ts';
import { settleComment } from './settle-comment.ts';
import { appendChanges } from './thread-log.ts';

/** Comments looked at in one step. */
const STEP = 300;

/**
 * Recounts reply counts, branch counts, listings and votes of some of a thread's comments, newest first: replies come before
 * what they answer, so that a parent is counted when its replies are right. `after`: the last id seen.
 */
export function recountComments(
  db: Database,
  thread: string,
  after: string | null,
): { drift: Drift[]; next: string | null } {
  const rows = db.tuples<CommentRow>(
    `${SELECT_COMMENTS} WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?`,
    thread,
    after ?? `${thread}~`,
    STEP,
  );
  const drift: Drift[] = [];
  let last: string | null = null;
  for (const row of rows) {
    const comment = toComment(row);
    drift.push(...recountReplies(db, comment), ...recountVotes(db, comment.id));
    last = comment.id;
  }
  return { drift, next: rows.length === STEP ? last : null };
}

/** Recounts the thread's published comments. */
export function recountThread(db: Database, thread: string): Drift[] {
  const stored = db.get<{ count: number }>('SELECT comment_count AS count FROM threads WHERE id = ?', thread);
  if (stored === undefined) return [];
  const sql = `SELECT count(*) AS count FROM comments WHERE thread = ? AND status = 'published'`;
  const counted = db.get<{ count: number }>(sql, thread)?.count ?? 0;
  if (stored.count === counted) return [];
  const commentCount = counted - stored.count;
  appendChanges(db, thread, [{ kind: 'thread', comment: null, replyCounts: {}, commentCount }]);
  return [{ what: 'commentCount', id: thread, stored: stored.count, counted }];
}

function recountReplies(db: Database, comment: CommentRecord): Drift[] {
  const { id, thread } = comment;
  const { replyCount, branchCount } = countReplies(db, comment);
  const drift = [
    { what: 'replyCount', id, stored: comment.replyCount, counted: replyCount },
    { what: 'branchCount', id, stored: comment.branchCount, counted: branchCount },
  ].filter(({ stored, counted }) => stored !== counted);
  if (drift.length > 0) {
    db.run('UPDATE comments SET reply_count = ?, branch_count = ? WHERE id = ?', replyCount, branchCount, id);
  }
  const told = {
    replyCounts: { [id]: replyCount },
    ...(comment.parent === null ? { branchCounts: { [id]: branchCount } } : {}),
  };
  const listed = isListed({ status: comment.status, replyCount });
  if (listed !== comment.listed) {
    drift.push({ what: 'listed', id, stored: Number(comment.listed), counted: Number(listed) });
    const mended = { ...comment, replyCount, branchCount, listed, rev: comment.rev + 1 };
    updateComment(db, mended);
    const kind = listed ? 'restored' : 'removed';
    appendChanges(db, thread, [{ kind, comment: mended, ...told, commentCount: 0 }]);
  } else if (drift.length > 0) {
    const own = { kind: 'thread', comment: null, commentCount: 0 } as const;
    appendChanges(db, thread, [{ ...own, ...told }]);
  }
  return drift;
}

function countReplies(db: Database, { id, parent }: CommentRecord) {
  const count = (sql: string) => db.get<{ count: number }>(`SELECT count(*) AS count ${sql}`, id)?.count ?? 0;
  return {
    replyCount: count('FROM comments WHERE place = ? AND in_slices = 1'),
    branchCount:
      parent === null
        ? count(`FROM comments WHERE root = ? AND status = 'published' AND parent IS NOT NULL`)
        : 0,
  };
}

/** The totals are recounted from the votes; the comment shows them unless a flush is still to come. */
function recountVotes(db: Database, id: string): Drift[] {
  const totals = db.get<{ up: number; down: number; base_up: number; base_down: number; marked: number }>(
    `SELECT up, down, base_up, base_down, marked_at IS NOT NULL AS marked
     FROM vote_totals WHERE comment = ?`,
    id,
  );
  if (totals === undefined) return [];
  const votes = db.get<{ up: number; down: number }>(
    `SELECT count(*) FILTER (WHERE value = 1) AS up, count(*) FILTER (WHERE value = -1) AS down
     FROM votes WHERE comment = ?`,
    id,
  );
  const up = totals.base_up + (votes?.up ?? 0);
  const down = totals.base_down + (votes?.down ?? 0);
  const comment = findComment(db, id);
  const shown = totals.marked === 1 || comment === null ? totals : comment;
  const drift = [
    { what: 'up', id, stored: shown.up, counted: up },
    { what: 'down', id, stored: shown.down, counted: down },
  ].filter(({ stored, counted }) => stored !== counted);
  if (drift.length === 0) return [];
  db.run('UPDATE vote_totals SET up = ?, down = ? WHERE comment = ?', up, down, id);
  if (comment !== null && totals.marked === 0) settleComment(db, comment, { ...comment, up, down });
  return drift;
}
