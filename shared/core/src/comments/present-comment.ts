import type { Comment } from '@parley/contracts/objects';
import { reasonCodeOf, reasonUntilOf } from '../moderation/author-reasons.ts';
import type { CommentRecord } from '../ports/records.ts';

/**
 * A comment as every reader may see it. Whatever is not published comes without text and author: the one
 * place that keeps hidden words from slices, changes, permalinks and bus messages alike.
 */
export function presentComment(record: CommentRecord): Comment {
  const isPublished = record.status === 'published';
  return {
    id: record.id,
    thread: record.thread,
    parent: record.parent,
    depth: record.depth,
    rev: record.rev,
    status: record.status,
    author: isPublished ? record.author : null,
    html: isPublished ? record.html : null,
    createdAt: iso(record.createdAt),
    editedAt: isPublished && record.editedAt !== null ? iso(record.editedAt) : null,
    pinned: isPublished && record.pinned,
    votes: isPublished ? { up: record.up, down: record.down } : { up: 0, down: 0 },
    replyCount: record.replyCount,
    ...(record.parent === null ? { branchCount: record.branchCount } : {}),
  };
}

/** A comment as its own author sees it: with the source, and why it was held or rejected. */
export function presentOwnComment(record: CommentRecord): Comment {
  if (record.status === 'deleted') return { ...presentComment(record), mine: true };
  // Under a mute: every answer to its author agrees that it is there.
  if (record.status === 'held' && record.muted) {
    return presentOwnComment({ ...record, status: 'published', listed: true, reason: null });
  }
  return {
    ...presentToModerator(record),
    mine: true,
    ...(record.source === null ? {} : { source: record.source }),
    ...(record.reason === null || record.status === 'published' ? {} : toldReason(record.reason)),
  };
}

function toldReason(reason: string): Pick<Comment, 'reason' | 'reasonCode' | 'reasonUntil'> {
  const reasonCode = reasonCodeOf(reason);
  const reasonUntil = reasonUntilOf(reason);
  return {
    reason,
    ...(reasonCode === null ? {} : { reasonCode }),
    ...(reasonUntil === null ? {} : { reasonUntil }),
  };
}

/** A comment with its text and author whatever its status. For moderators of its site only. */
export function presentToModerator(record: CommentRecord): Comment {
  return {
    ...presentComment(record),
    author: record.author,
    html: record.html,
    editedAt: record.editedAt === null ? null : iso(record.editedAt),
    votes: { up: record.up, down: record.down },
    ...(record.source === null ? {} : { source: record.source }),
  };
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}
