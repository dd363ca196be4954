import type { FlagOutcome, FlagRow, ReviewItemRecord } from '@parley/core/ports/records';
import mongoose from 'mongoose';
import type { ActDocument } from './acts.ts';
import type { ChainDocument } from './review-chain.ts';
import type { PendingReview, ReviewEventDocument } from './review-events.ts';
import { SCHEMA_OPTIONS } from './schema-options.ts';

const { Mixed } = mongoose.Schema.Types;

export type FlagDocument = FlagRow & {
  _id: string;
  /** The event that the review item may not hold yet, and since when. */
  pending?: PendingReview;
  pendingAt?: number;
  /** Of its event; absent until that is known. */
  version?: number;
  /** Absent while nobody has decided. */
  outcome?: FlagOutcome;
  /** The version of the latest decision, or undo, that the outcome takes account of. */
  judgedBy?: number;
};
/** `facets`: what a queue is narrowed by, kept beside the fields they come from so that one index serves all. */
export type ReviewItemDocument = Omit<ReviewItemRecord, 'id'> & { _id: string; facets: string[] };

/** The id is made of comment, revision and reader: one flag each. */
export const flagSchema = new mongoose.Schema<FlagDocument>(
  {
    _id: String,
    thread: String,
    comment: String,
    revision: Number,
    reader: Mixed,
    reason: String,
    note: String,
    snapshot: String,
    at: Number,
    site: String,
    weight: Number,
    parts: [Mixed],
    version: Number,
    outcome: String,
    judgedBy: Number,
    pending: Mixed,
    pendingAt: Number,
  },
  SCHEMA_OPTIONS,
);
flagSchema.index({ thread: 1, comment: 1, at: 1 }, { name: 'comment' });
flagSchema.index({ thread: 1, 'reader.id': 1, comment: 1 }, { name: 'reader' });
flagSchema.index(
  { site: 1, 'reader.id': 1, at: -1 },
  { partialFilterExpression: { outcome: { $exists: true } }, name: 'decided' },
);
flagSchema.index(
  { pendingAt: 1 },
  { partialFilterExpression: { pendingAt: { $exists: true } }, name: 'pending' },
);

/** The log of moderation, append-only: the truth of which items are a fold. */
export const reviewEventSchema = new mongoose.Schema<ReviewEventDocument>(
  {
    _id: String,
    id: String,
    item: String,
    site: String,
    version: Number,
    kind: String,
    at: Number,
    actor: Mixed,
    reason: String,
    note: String,
    reasons: [Mixed],
    before: Mixed,
    after: Mixed,
    weight: Number,
    dueAt: Number,
    waitedMs: Number,
    reverses: String,
    restores: Mixed,
    bulk: String,
    effect: Mixed,
    pendingAt: Number,
  },
  SCHEMA_OPTIONS,
);
reviewEventSchema.index({ id: 1 }, { name: 'event' });
reviewEventSchema.index(
  { pendingAt: 1 },
  { partialFilterExpression: { pendingAt: { $exists: true } }, name: 'pending' },
);

/** `terms`: what it is filed under; absent on entries from before there were any, until they are filed. */
export type ReviewLogDocument = { _id: string; event: string; terms?: string[] };

reviewEventSchema.index({ bulk: 1 }, { partialFilterExpression: { bulk: { $exists: true } }, name: 'bulk' });

/** The events of each site as a chain of fingerprints. An event has one link. */
export const reviewChainSchema = new mongoose.Schema<ChainDocument>(
  { _id: String, event: String, prevHash: String, hash: String },
  SCHEMA_OPTIONS,
);
reviewChainSchema.index({ event: 1 }, { unique: true, name: 'event' });

/** The events of each site in order of time, which their ids say: a slice is a range of ids. */
export const reviewLogSchema = new mongoose.Schema<ReviewLogDocument>(
  { _id: String, event: String, terms: { type: [String], default: undefined } },
  SCHEMA_OPTIONS,
);
reviewLogSchema.index({ terms: 1, _id: -1 }, { name: 'terms' });

/** What moderators do besides deciding on items. */
export const actSchema = new mongoose.Schema<ActDocument>(
  {
    _id: String,
    site: String,
    kind: String,
    at: Number,
    actor: Mixed,
    subject: Mixed,
    reason: String,
    before: Mixed,
    after: Mixed,
    terms: { type: [String], default: undefined },
  },
  SCHEMA_OPTIONS,
);
actSchema.index({ site: 1, at: -1, _id: -1 }, { name: 'time' });
actSchema.index({ site: 1, terms: 1, at: -1, _id: -1 }, { name: 'terms' });

/** What the events of an item come to: a projection, which can be made again from them. */
export const reviewItemSchema = new mongoose.Schema<ReviewItemDocument>(
  {
    _id: String,
    site: String,
    thread: String,
    version: Number,
    state: String,
    score: Number,
    reasons: [Mixed],
    flags: Mixed,
    claim: Mixed,
    status: String,
    facets: [String],
    openedAt: Number,
    enteredAt: Number,
    dueAt: Number,
    decision: Mixed,
  },
  SCHEMA_OPTIONS,
);
reviewItemSchema.index({ site: 1, state: 1, score: -1, _id: -1 }, { name: 'score' });
reviewItemSchema.index({ site: 1, state: 1, openedAt: 1, _id: 1 }, { name: 'age' });
reviewItemSchema.index({ site: 1, state: 1, enteredAt: -1, _id: -1 }, { name: 'entry' });
reviewItemSchema.index({ site: 1, state: 1, facets: 1, score: -1, _id: -1 }, { name: 'facet_score' });
reviewItemSchema.index({ site: 1, state: 1, facets: 1, openedAt: 1, _id: 1 }, { name: 'facet_age' });
reviewItemSchema.index({ site: 1, state: 1, facets: 1, enteredAt: -1, _id: -1 }, { name: 'facet_entry' });
reviewItemSchema.index({ thread: 1 }, { name: 'thread' });
reviewItemSchema.index({ thread: 1, state: 1 }, { name: 'thread_state' });
