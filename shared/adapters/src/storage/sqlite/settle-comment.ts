import type { CommentRecord, LoggedChange } from '@parley/core/ports/records';
import { isListed, visibleChange } from '../visible-change.ts';
import {
  countInBranch,
  countReply,
  findComment,
  insertComment,
  updateComment,
  wasPublished,
} from './comment-rows.ts';
import type { Database } from './database.ts';
import { countStanding } from './standings.ts';
import { appendChanges, type ChangeDraft } from './thread-log.ts';

/**
 * Puts `after` in the place of `before` (null: it is new) with all that follows from it: whether it is listed,
 * its `rev`, its author's standing, the counts and tombstones above it, the thread's count and log.
 * Callers set what they mean to change and leave `rev` and `listed` to this. Within a transaction.
 */
export function settleComment(
  db: Database,
  before: CommentRecord | null,
  after: CommentRecord,
): { comment: CommentRecord; changes: LoggedChange[] } {
  const kind = visibleChange(before, after, before !== null && wasPublished(db, before.id));
  const comment: CommentRecord = {
    ...after,
    // Only what is published can stand at the top; a place among the pinned is not kept for later.
    pinned: after.pinned && after.status === 'published',
    listed: isListed(after),
    rev: before !== null && kind !== null ? before.rev + 1 : after.rev,
  };
  if (before === null) insertComment(db, comment);
  else updateComment(db, comment);
  countStanding(db, comment, before?.status ?? null, comment.status);

  const own: ChangeDraft[] = [];
  if (kind !== null) {
    const added = publishedCount(comment) - publishedCount(before);
    own.push({ kind, comment, replyCounts: {}, ...settleBranch(db, comment, added), commentCount: added });
  }
  const wasListed = before?.listed ?? false;
  const drafts = wasListed === comment.listed ? own : [...settleAncestors(db, comment, own[0]), ...own];
  return { comment, changes: appendChanges(db, comment.thread, drafts) };
}

/** Carries a comment that was published, or ceased to be, into the count of the branch it stands in. */
function settleBranch(
  db: Database,
  { ancestors }: CommentRecord,
  added: number,
): Pick<ChangeDraft, 'branchCounts'> {
  const [root] = ancestors;
  if (root === undefined || added === 0) return {};
  return { branchCounts: { [root]: countInBranch(db, root, added) } };
}

/**
 * Carries a comment that became listed, or ceased to be, into its parent's reply count, and on upwards for as
 * long as a tombstone appears or vanishes by it. Each new count goes into the change that caused it (`cause`
 * for the first). Answers the changes of the tombstones, topmost first.
 */
function settleAncestors(db: Database, child: CommentRecord, cause: ChangeDraft | undefined): ChangeDraft[] {
  if (child.parent === null) return [];
  const parent = countReply(db, child.parent, child.listed ? 1 : -1);
  if (parent === null) return [];
  if (cause) cause.replyCounts = { [child.parent]: parent.replyCount };

  const listed = isListed(parent);
  if (listed === parent.listed) return [];
  const before = findComment(db, child.parent);
  if (before === null) return [];
  const comment = { ...before, listed, rev: before.rev + 1 };
  updateComment(db, comment);
  const draft: ChangeDraft = {
    kind: listed ? 'restored' : 'removed',
    comment,
    replyCounts: {},
    commentCount: 0,
  };
  return [...settleAncestors(db, comment, draft), draft];
}

function publishedCount(comment: CommentRecord | null): number {
  return comment?.status === 'published' ? 1 : 0;
}
