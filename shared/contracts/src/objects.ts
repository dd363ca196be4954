/**
 * The objects of the public contract. Browsers import the types only; the schemas serve the server's edges,
 * the OpenAPI document and the tests.
 */
import * as z from 'zod';
import { author } from './people-objects.ts';
import {
  badge,
  commentId,
  commentStatus,
  flagReason,
  premoderation,
  siteId,
  threadId,
} from './vocabulary.ts';

export * from './act-objects.ts';
export * from './issue-objects.ts';
export * from './people-objects.ts';
export * from './preview-objects.ts';
export * from './vocabulary.ts';

export const threadSettings = z.object({
  maxLength: z.int(),
  maxDepth: z.int(),
  editWindowSeconds: z.int(),
  guests: z.boolean(),
  premoderation,
  votes: z.enum(['off', 'up', 'up-down']),
  /** Seconds between two comments of a reader; absent where there is no such pause. */
  slowModeSeconds: z.int().optional(),
});

export const thread = z.object({
  id: threadId,
  site: siteId,
  key: z.string(),
  url: z.string(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  head: z.int(),
  counts: z.object({ comments: z.int() }),
  settings: threadSettings,
});

const commentFields = {
  id: commentId,
  thread: threadId,
  parent: commentId.nullable(),
  depth: z.int(),
  /** Grows by one with every change that readers can see: an edit, a status, a pin, a new vote total. */
  rev: z.int(),
  status: commentStatus,
  author: author.nullable(),
  /** Safe to insert: rendered and sanitized by the server. Null on a tombstone. */
  html: z.string().nullable(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  pinned: z.boolean(),
  votes: z.object({ up: z.int(), down: z.int() }),
  /** Direct replies that a reader is shown, tombstones among them. */
  replyCount: z.int(),
  /** Of a root: the published comments below it, however deep. */
  branchCount: z.int().optional(),
  /** The Markdown as written: only in answers to its author. */
  source: z.string().optional(),
  mine: z.boolean().optional(),
  /** Why a moderator or a rule decided as they did: only in answers to its author. */
  reason: z.string().optional(),
  /** A stable word for that reason, for other languages; absent where a moderator has said it. */
  reasonCode: z.string().optional(),
  /** Until when that reason holds, where it does not for good. */
  reasonUntil: z.iso.datetime().optional(),
  /** Of a rejected comment, for its author only: whether they may ask for a second look, or have. */
  appeal: z.enum(['possible', 'waiting', 'answered']).optional(),
};

export type Comment = z.infer<typeof comment> & { replies?: Slice | undefined };
export type Slice = { items: Comment[]; next: string | null; head?: number | undefined };

export const comment = z.object(commentFields);
/** A comment with a bounded preview of its replies, nested the same way. */
export const commentWithReplies: z.ZodType<Comment> = z
  .object({
    ...commentFields,
    get replies() {
      return slice.optional();
    },
  })
  .meta({ id: 'Comment' });
export const slice: z.ZodType<Slice> = z
  .object({
    items: z.array(z.lazy(() => commentWithReplies)),
    /** Opaque; null at the end. */
    next: z.string().nullable(),
    /** The thread's head that this slice is at least as new as. Changes up to it need not be applied to it. */
    head: z.int().optional(),
  })
  .meta({ id: 'Slice' });

export const changeKind = z.enum(['published', 'edited', 'removed', 'restored', 'votes', 'pinned', 'thread']);

/**
 * One fact of a thread's log. It carries the state after the change, so applying one twice, or one whose
 * comment has moved on since, does no harm: a client takes the comment with the higher `rev`.
 */
export const change = z.object({
  seq: z.int(),
  kind: changeKind,
  comment: comment.optional(),
  thread: thread.optional(),
  /** The thread's published comments after this change. */
  counts: z.object({ comments: z.int() }).optional(),
  /** New `replyCount`s of ancestors, by id. A tombstone that falls to 0 is no longer shown. */
  replyCounts: z.record(z.string(), z.int()).optional(),
  /** New `branchCount`s of roots, by id. */
  branchCounts: z.record(z.string(), z.int()).optional(),
});

export const threadSlice = z.object({ thread, comments: slice });
export const changes = z.object({
  head: z.int(),
  changes: z.array(change).optional(),
  reset: z.literal(true).optional(),
});
export const mine = z.object({
  votes: z.record(z.string(), z.union([z.literal(-1), z.literal(1)])),
  flagged: z.array(z.string()),
  comments: z.array(comment),
  /** Ids of the authors whom the reader has muted, on whatever page. */
  muted: z.array(z.string()).optional(),
});
export const permalink = z.object({
  thread,
  ancestors: z.array(comment),
  comment: commentWithReplies,
  replies: slice,
});
export const voteResult = z.object({
  comment: commentId,
  value: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  votes: z.object({ up: z.int(), down: z.int() }),
});
export const flagResult = z.object({ comment: commentId, reason: flagReason });
export const counts = z.object({ counts: z.record(z.string(), z.int()) });

export const reviewState = z.enum(['open', 'escalated', 'closed']);
export const decisionAction = z.enum(['approve', 'reject', 'spam', 'escalate', 'reopen']);
/** A part of what a flag adds to the score. */
export const flagPartName = z.enum(['reason', 'standing', 'reach', 'age', 'accuracy']);
export const flagPart = z.object({
  part: flagPartName,
  points: z.int(),
  /** In plain words: what the points are for. */
  detail: z.string(),
});
export const scorePart = flagPart.partial({ detail: true });
export const reviewReason = z.object({
  /** A stable word: a rule's name, or `flag:abuse`. */
  reason: z.string(),
  source: z.enum(['screening', 'flag', 'moderator', 'author', 'system']),
  /** In plain words, with the evidence: what the rule found. */
  detail: z.string(),
  /** What it adds to the score. */
  weight: z.int().optional(),
  /** Of the body that screening looked at. */
  revision: z.int().optional(),
  /** What the weight of flags is the sum of. */
  parts: z.array(scorePart).optional(),
});
export const reviewEvent = z.object({
  id: z.string(),
  item: z.string(),
  /** Numbered from 1 within its item; equals the item's version after it. */
  version: z.int(),
  site: siteId,
  kind: z.enum([
    'opened',
    'flagged',
    'approve',
    'reject',
    'spam',
    'escalate',
    'reopen',
    'withdrawn',
    'edited',
    'undo',
    'appealed',
  ]),
  at: z.iso.datetime(),
  actor: z.object({ id: z.string(), name: z.string(), kind: z.enum(['moderator', 'reader', 'system']) }),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  before: z.object({ state: reviewState.nullable(), status: commentStatus }),
  after: z.object({ state: reviewState, status: commentStatus }),
  /** The event that an `undo` takes back. An `appealed` event has the author's words as its `note`. */
  reverses: z.string().nullable().optional(),
  /** What was decided together bears the same id, by which all of it can be taken back. */
  bulk: z.string().nullable().optional(),
});
export const reviewItem = z.object({
  id: commentId,
  site: siteId,
  version: z.int(),
  state: reviewState,
  score: z.int(),
  reasons: z.array(reviewReason),
  /** As a moderator sees it: with text and author whatever its status. */
  comment,
  thread: z.object({ id: threadId, url: z.string(), title: z.string(), state: z.enum(['open', 'closed']) }),
  flags: z.record(z.string(), z.int()),
  claim: z.object({ by: z.object({ id: z.string(), name: z.string() }), until: z.iso.datetime() }).nullable(),
  openedAt: z.iso.datetime(),
  enteredAt: z.iso.datetime().optional(),
  dueAt: z.iso.datetime(),
  /** The last decision, if there was one. */
  decision: z
    .object({ action: decisionAction, by: z.string(), at: z.iso.datetime(), reason: z.string().nullable() })
    .nullable(),
});
/** Of the open ones those whose comment is held, or public. */
const openByStatus = { held: z.int().optional(), flagged: z.int().optional() };
export const queue = z.object({
  items: z.array(reviewItem),
  next: z.string().nullable(),
  /** `QUEUE_COUNT_MAX` stands for so many or more; statistics have the whole backlog. */
  counts: z.object({ open: z.int(), escalated: z.int(), ...openByStatus }),
});
export const flagRecord = z.object({
  reader: z.object({ id: z.string(), name: z.string() }),
  reason: flagReason,
  note: z.string().nullable(),
  /** The Markdown as it stood when it was flagged. */
  snapshot: z.string(),
  revision: z.int(),
  at: z.iso.datetime(),
  /** What it added to the score when it was made, and of what that is the sum. */
  weight: z.int().optional(),
  parts: z.array(flagPart).optional(),
  /** Whether the last decision agreed with it; null while there is none. */
  outcome: z.enum(['agreed', 'disagreed']).nullable().optional(),
});
export const reviewItemDetail = z.object({
  item: reviewItem,
  ancestors: z.array(comment),
  flags: z.array(flagRecord),
  events: z.array(reviewEvent),
  author: z.object({
    id: z.string(),
    name: z.string(),
    badge,
    since: z.iso.datetime(),
    published: z.int(),
    held: z.int(),
    rejected: z.int(),
    recent: z.array(comment),
  }),
  /** The parts of a line, where it has any, add up to its points. */
  score: z.array(z.object({ what: z.string(), points: z.int(), parts: z.array(scorePart).optional() })),
  /** What this moderator may do now, so that a console never guesses rights. */
  actions: z.array(decisionAction),
  /** Ids of the events that this moderator may take back now. */
  undoable: z.array(z.string()).optional(),
});
export const decisionResult = z.object({
  outcome: z.enum(['done', 'conflict', 'already', 'not-found']),
  id: z.string(),
  item: reviewItem.nullable(),
  event: reviewEvent.optional(),
});

export type ThreadSettings = z.infer<typeof threadSettings>;
export type Thread = z.infer<typeof thread>;
export type ChangeKind = z.infer<typeof changeKind>;
export type Change = z.infer<typeof change>;
export type Changes = z.infer<typeof changes>;
export type ThreadSlice = z.infer<typeof threadSlice>;
export type Mine = z.infer<typeof mine>;
export type Permalink = z.infer<typeof permalink>;
export type VoteResult = z.infer<typeof voteResult>;
export type FlagResult = z.infer<typeof flagResult>;
export type ReviewState = z.infer<typeof reviewState>;
export type DecisionAction = z.infer<typeof decisionAction>;
export type FlagPart = z.infer<typeof flagPart>;
export type ScorePart = z.infer<typeof scorePart>;
export type ReviewReason = z.infer<typeof reviewReason>;
export type ReviewEvent = z.infer<typeof reviewEvent>;
export type ReviewItem = z.infer<typeof reviewItem>;
export type Queue = z.infer<typeof queue>;
export type FlagRecord = z.infer<typeof flagRecord>;
export type ReviewItemDetail = z.infer<typeof reviewItemDetail>;
export type DecisionResult = z.infer<typeof decisionResult>;
