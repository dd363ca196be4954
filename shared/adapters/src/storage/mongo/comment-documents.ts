import type { ChangeKind } from '@parley/contracts/objects';
import type { CommentRecord, CommentRevision } from '@parley/core/ports/records';
import type { Models } from './models.ts';
import type { PendingReview } from './review-events.ts';
import { WITHOUT_ACTS, type WithActs } from './unlisted-acts.ts';

/** A change of the comment that its thread's log may not hold yet. */
export type UnloggedChange = {
  rev: number;
  kind: ChangeKind;
  /** What it adds to the thread's published comments. */
  countDelta: number;
  /** Whether the comment became listed or ceased to be, so that its parent has another reply count. */
  isListingChange: boolean;
  /** What it adds to the listed replies of its parent. Absent on changes from before counts were added to. */
  listingDelta?: number;
  at: number;
};

/** What is kept of a comment besides what others see of it. */
type Bookkeeping = {
  /** Grows with every write that changes the comment: what writers compare before they set. */
  version: number;
  wasPublished: boolean;
  /** The totals it came with, from an import, say; votes are counted on top. */
  baseVotes: { up: number; down: number };
  /**
   * The names of the last changes below it that its counts hold, in the order in which they were added. Absent where
   * the counts are from before they were added to.
   */
  countedChanges?: string[];
  /** Of the changes that have fallen out of these, when the latest was made. */
  countedUpTo?: number;
  /** The last decision that reached it; an older one that comes late has no effect. */
  decisionVersion: number;
  /** Its former bodies, oldest first; erased with it in one write. */
  revisions: Omit<CommentRevision, 'comment'>[];
  unlogged: UnloggedChange[];
  unreviewed: PendingReview[];
  /** Since when something of the two above waits. Absent when nothing does: the index holds the others only. */
  pendingAt?: number;
} & WithActs;

export type CommentDocument = Omit<CommentRecord, 'id' | 'branchCount'> & {
  _id: string;
  /** Absent on comments from before it was counted, until it is. */
  branchCount?: number;
} & Bookkeeping;

/** A projection for those who only want the record. */
export const NOT_OF_THE_RECORD = {
  revisions: 0,
  unlogged: 0,
  unreviewed: 0,
  countedChanges: 0,
  ...WITHOUT_ACTS,
} as const;

const THREAD_ID_LENGTH = 20;

/** The thread that a comment's id begins with, by which every query names its shard. */
export function threadOf(comment: string): string {
  return comment.slice(0, THREAD_ID_LENGTH);
}

export function toComment(document: Omit<CommentDocument, keyof typeof NOT_OF_THE_RECORD>): CommentRecord {
  return {
    id: document._id,
    thread: document.thread,
    site: document.site,
    parent: document.parent,
    ancestors: document.ancestors,
    depth: document.depth,
    rev: document.rev,
    revision: document.revision,
    status: document.status,
    author: document.author,
    source: document.source,
    html: document.html,
    renderVersion: document.renderVersion,
    fingerprint: document.fingerprint,
    createdAt: document.createdAt,
    editedAt: document.editedAt,
    pinned: document.pinned,
    up: document.up,
    down: document.down,
    replyCount: document.replyCount,
    branchCount: branchCountOf(document),
    listed: document.listed,
    reason: document.reason,
    idempotencyKey: document.idempotencyKey,
    idempotencyHash: document.idempotencyHash,
    ...(document.muted ? { muted: true } : {}),
  };
}

/** What its places go by; where it was not counted yet, what they went by before there was such a count. */
export function branchCountOf(
  document: Pick<CommentDocument, 'parent' | 'replyCount' | 'branchCount'>,
): number {
  return document.branchCount ?? (document.parent === null ? document.replyCount : 0);
}

/** The comment with all its bookkeeping. */
export function findDocument({ comments }: Models, id: string): Promise<CommentDocument | null> {
  return comments
    .findOne({ thread: threadOf(id), _id: id })
    .lean<CommentDocument | null>()
    .exec();
}
