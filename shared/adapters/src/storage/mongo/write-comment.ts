import type { ActRecord } from '@parley/core/ports/act-store';
import type { CommentRecord } from '@parley/core/ports/records';
import { StoreUnavailable } from '@parley/core/ports/store';
import { isListed, visibleChange } from '../visible-change.ts';
import type { Access } from './access.ts';
import {
  type CommentDocument,
  findDocument,
  threadOf,
  toComment,
  type UnloggedChange,
} from './comment-documents.ts';
import { insertOnce } from './driver-errors.ts';
import type { PendingReview } from './review-events.ts';

/** Writers that may come first before one gives up: more only meet on one comment when something is wrong. */
const ATTEMPTS_MAX = 40;

/** What a write makes of a comment. `rev`, `listed` and what follows from them are left to `changeComment`. */
export type CommentDraft = {
  after: CommentRecord;
  review?: PendingReview;
  revisions?: CommentDocument['revisions'];
  decisionVersion?: number;
  act?: ActRecord | undefined;
  /** Its counts, where the write is to change them. They are set even where they are the same as before. */
  counted?: Counted;
  /** The changes that these counts hold. */
  holding?: Holding;
};

export type Counted = { replyCount: number; branchCount: number };
export type Holding = { countedChanges: string[]; countedUpTo: number };

export type CommentWritten = { before: CommentDocument; document: CommentDocument };

/** Stores a new comment; null when its id or its idempotency key is taken. */
export async function insertDocument(
  { models, clock }: Access,
  comment: CommentRecord,
  review: PendingReview | null,
): Promise<CommentDocument | null> {
  const document = newDocument(comment, review, clock.now());
  const isNew = await insertOnce(() => models.comments.insertMany([document], { lean: true }));
  return isNew ? document : null;
}

/** A new comment as it is stored first, with what is still to do for it. */
export function newDocument(
  { id: _id, ...fields }: CommentRecord,
  review: PendingReview | null,
  now: number,
): CommentDocument {
  const { status, up, down } = fields;
  const listed = isListed({ status, replyCount: 0 });
  const change = unloggedChange(null, { id: _id, ...fields, listed }, false, now);
  return {
    _id,
    ...fields,
    listed,
    pinned: fields.pinned && status === 'published',
    replyCount: 0,
    branchCount: 0,
    version: 1,
    wasPublished: status === 'published',
    baseVotes: { up, down },
    countedChanges: [],
    decisionVersion: 0,
    revisions: [],
    unlogged: change === null ? [] : [change],
    unreviewed: review === null ? [] : [review],
    ...(change === null && review === null ? {} : { pendingAt: now }),
  };
}

/**
 * Reads the comment, lets `decide` say what it is to become, and writes that if nobody else has written
 * meanwhile; otherwise begins again. The same write notes what is still to do for it: its change for the
 * thread's log and the event for its review item. Null when there is no comment or `decide` answers null.
 */
export async function changeComment(
  access: Access,
  id: string,
  decide: (document: CommentDocument) => CommentDraft | null | Promise<CommentDraft | null>,
): Promise<CommentWritten | null> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const before = await findDocument(access.models, id);
    if (before === null) return null;
    const draft = await decide(before);
    if (draft === null) return null;
    const document = await compareAndSet(access, before, draft);
    if (document !== null) return { before, document };
  }
  throw new StoreUnavailable(`too many write to the comment ${id} at once`);
}

async function compareAndSet(
  { models, clock }: Access,
  before: CommentDocument,
  { after, review, revisions, decisionVersion, act, counted, holding }: CommentDraft,
): Promise<CommentDocument | null> {
  const known = toComment(before);
  const comment: CommentRecord = {
    ...after,
    ...counted,
    // Only what is published can stand at the top; a place among the pinned is not kept for later.
    pinned: after.pinned && after.status === 'published',
    listed: isListed({ ...after, ...counted }),
  };
  const now = clock.now();
  const change = unloggedChange(known, comment, before.wasPublished, now);
  const set: Partial<CommentDocument> = {
    ...differences(known, { ...comment, rev: change?.rev ?? known.rev }),
    ...counted,
    ...holding,
    ...(comment.status === 'published' ? { wasPublished: true } : {}),
    ...(revisions === undefined ? {} : { revisions }),
    ...(decisionVersion === undefined ? {} : { decisionVersion }),
    ...(change === null && review === undefined ? {} : { pendingAt: before.pendingAt ?? now }),
    ...(act === undefined ? {} : { actsPendingAt: now }),
  };
  const pushed = Object.entries({ unlogged: change, unreviewed: review, acts: act }).filter(
    ([, value]) => value,
  );
  return models.comments
    .findOneAndUpdate(
      { thread: threadOf(before._id), _id: before._id, version: before.version },
      {
        $set: set,
        $inc: { version: 1 },
        ...(pushed.length === 0 ? {} : { $push: Object.fromEntries(pushed) }),
      },
      { returnDocument: 'after' },
    )
    .lean<CommentDocument | null>()
    .exec();
}

/** What the thread's log is to hold of a write; null when readers see no difference. */
function unloggedChange(
  before: CommentRecord | null,
  after: CommentRecord,
  wasPublished: boolean,
  at: number,
): UnloggedChange | null {
  const listingDelta = Number(after.listed) - Number(before?.listed ?? false);
  const isListingChange = listingDelta !== 0;
  const tombstone = after.listed ? 'restored' : 'removed';
  const kind = visibleChange(before, after, wasPublished) ?? (isListingChange ? tombstone : null);
  if (kind === null) return null;
  const rev = before === null ? after.rev : before.rev + 1;
  const countDelta = publishedCount(after) - publishedCount(before);
  return { rev, kind, countDelta, isListingChange, listingDelta, at };
}

function publishedCount(comment: CommentRecord | null): number {
  return comment?.status === 'published' ? 1 : 0;
}

/** The fields that a write changes: the others need not travel. */
function differences(before: CommentRecord, after: CommentRecord): Partial<CommentDocument> {
  const { id: _id, ...fields } = after;
  const changed = Object.entries(fields).filter(
    ([name, value]) => value !== before[name as keyof CommentRecord],
  );
  return Object.fromEntries(changed);
}
