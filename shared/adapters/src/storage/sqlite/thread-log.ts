import { LOG_LENGTH } from '@parley/contracts/limits';
import type { ChangeKind } from '@parley/contracts/objects';
import type { CommentRecord, LoggedChange, ThreadRecord } from '@parley/core/ports/records';
import { findComment } from './comment-rows.ts';
import type { Database } from './database.ts';
import { advanceThread } from './thread-rows.ts';

/** Changes after which a log is cut to its length: so many rows may stay in it that are no longer read. */
const TRIM_EVERY = 50;

/** A change before it has its number. */
export type ChangeDraft = {
  kind: ChangeKind;
  comment: CommentRecord | null;
  replyCounts: Record<string, number>;
  branchCounts?: Record<string, number>;
  /** What it adds to the thread's published comments. */
  commentCount: number;
};

/** Numbers the changes, adds them to the thread's log and cuts off what is too old. Within a transaction. */
export function appendChanges(db: Database, threadId: string, drafts: ChangeDraft[]): LoggedChange[] {
  if (drafts.length === 0) return [];
  const added = drafts.reduce((sum, draft) => sum + draft.commentCount, 0);
  const after = advanceThread(db, threadId, drafts.length, added);
  if (after === null) throw new Error(`there is no thread ${threadId}`);
  let seq = after.head - drafts.length;
  let commentCount = after.commentCount - added;
  const logged = drafts.map(({ kind, comment, replyCounts, branchCounts, ...draft }) => {
    seq += 1;
    commentCount += draft.commentCount;
    db.run(
      `INSERT INTO changes (thread, seq, kind, comment, comment_count, reply_counts, branch_counts)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      threadId,
      seq,
      kind,
      comment?.id ?? null,
      commentCount,
      toText(replyCounts),
      toText(branchCounts),
    );
    const thread = { ...after, head: seq, commentCount };
    return { seq, kind, comment, thread, replyCounts, ...(branchCounts ? { branchCounts } : {}) };
  });
  if (after.head % TRIM_EVERY < drafts.length) {
    db.run('DELETE FROM changes WHERE thread = ? AND seq <= ?', threadId, after.head - LOG_LENGTH);
  }
  return logged;
}

function toText(counts: Record<string, number> = {}): string | null {
  return Object.keys(counts).length === 0 ? null : JSON.stringify(counts);
}

type ChangeRow = {
  seq: number;
  kind: ChangeKind;
  comment: string | null;
  comment_count: number;
  reply_counts: string | null;
  branch_counts: string | null;
};

/** The thread's changes after `after` up to its head; null when the log does not reach back that far. */
export function readChanges(db: Database, thread: ThreadRecord, after: number): LoggedChange[] | null {
  if (after > thread.head || after < thread.head - LOG_LENGTH) return null;
  const rows = db.all<ChangeRow>(
    `SELECT seq, kind, comment, comment_count, reply_counts, branch_counts FROM changes
     WHERE thread = ? AND seq > ? AND seq <= ? ORDER BY seq`,
    thread.id,
    after,
    thread.head,
  );
  if (rows.length !== thread.head - after) return null;
  const comments = new Map<string, CommentRecord | null>();
  for (const { comment } of rows) {
    if (comment !== null && !comments.has(comment)) comments.set(comment, findComment(db, comment));
  }
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind,
    comment: row.comment === null ? null : (comments.get(row.comment) ?? null),
    thread: { ...thread, head: row.seq, commentCount: row.comment_count },
    replyCounts: row.reply_counts === null ? {} : JSON.parse(row.reply_counts),
    ...(row.branch_counts === null ? {} : { branchCounts: JSON.parse(row.branch_counts) }),
  }));
}
