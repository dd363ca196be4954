import type { ChangeKind } from '@parley/contracts/objects';
import type { CommentRecord } from '@parley/core/ports/records';

/**
 * What readers are told when a comment goes from `before` (null: it is new) to `after`; null when they can
 * see no difference. A comment that leaves the page is `removed`, and so is a tombstone whose status changes,
 * because readers are shown the status. `wasPublished`: whether readers have seen it at any time before.
 */
export function visibleChange(
  before: CommentRecord | null,
  after: CommentRecord,
  wasPublished: boolean,
): ChangeKind | null {
  if (before === null) return after.status === 'published' ? 'published' : null;
  if (after.status === 'published') {
    if (before.status !== 'published') return wasPublished ? 'restored' : 'published';
    if (before.revision !== after.revision) return 'edited';
    if (before.pinned !== after.pinned) return 'pinned';
    return hasOtherVotes(before, after) ? 'votes' : null;
  }
  if (before.status === 'published') return 'removed';
  if (!before.listed) return null;
  if (before.status !== after.status) return 'removed';
  return hasOtherVotes(before, after) ? 'votes' : null;
}

/** Shown in slices: published, or a tombstone above listed replies. */
export function isListed(comment: Pick<CommentRecord, 'status' | 'replyCount'>): boolean {
  return comment.status === 'published' || comment.replyCount > 0;
}

/** What "most discussed" goes by: the whole branch of a root, the direct replies to a reply. */
export function discussionOf(comment: Pick<CommentRecord, 'parent' | 'replyCount' | 'branchCount'>): number {
  return comment.parent === null ? comment.branchCount : comment.replyCount;
}

function hasOtherVotes(before: CommentRecord, after: CommentRecord): boolean {
  return before.up !== after.up || before.down !== after.down;
}
