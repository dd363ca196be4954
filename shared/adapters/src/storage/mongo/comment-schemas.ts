import mongoose from 'mongoose';
import type { CommentDocument } from './comment-documents.ts';
import type { PlaceDocument } from './places.ts';
import { SCHEMA_OPTIONS } from './schema-options.ts';
import { ACT_FIELDS, ACT_INDEX } from './unlisted-acts.ts';
import type { VoteDocument } from './votes.ts';

const { Mixed } = mongoose.Schema.Types;

export const commentSchema = new mongoose.Schema<CommentDocument>(
  {
    _id: String,
    thread: String,
    site: String,
    parent: String,
    ancestors: [String],
    depth: Number,
    rev: Number,
    revision: Number,
    status: String,
    author: Mixed,
    source: String,
    html: String,
    renderVersion: Number,
    fingerprint: String,
    createdAt: Number,
    editedAt: Number,
    pinned: Boolean,
    up: Number,
    down: Number,
    replyCount: Number,
    branchCount: Number,
    listed: Boolean,
    reason: String,
    idempotencyKey: String,
    idempotencyHash: String,
    muted: Boolean,
    version: Number,
    wasPublished: Boolean,
    baseVotes: Mixed,
    countedChanges: { type: [String], default: undefined },
    countedUpTo: Number,
    decisionVersion: Number,
    revisions: [Mixed],
    unlogged: [Mixed],
    unreviewed: [Mixed],
    pendingAt: Number,
    ...ACT_FIELDS,
  },
  SCHEMA_OPTIONS,
);
commentSchema.index(...ACT_INDEX);
commentSchema.index({ thread: 1, idempotencyKey: 1 }, { unique: true, name: 'key' });
commentSchema.index({ thread: 1, parent: 1, listed: 1 }, { name: 'listed_replies' });
// The published comments below a root, whichever stands first among their ancestors.
commentSchema.index({ thread: 1, 'ancestors.0': 1, status: 1 }, { name: 'in_branch' });
commentSchema.index(
  { thread: 1, 'author.id': 1, status: 1, fingerprint: 1, createdAt: -1 },
  { name: 'author_in_thread' },
);
commentSchema.index(
  { site: 1, 'author.id': 1, createdAt: -1, _id: -1, status: 1 },
  { name: 'author_on_site' },
);
commentSchema.index(
  { site: 1, createdAt: -1, _id: -1 },
  { partialFilterExpression: { status: 'published' }, name: 'latest_on_site' },
);
commentSchema.index({ thread: 1, pinned: 1 }, { partialFilterExpression: { pinned: true }, name: 'pinned' });
commentSchema.index(
  { pendingAt: 1 },
  { partialFilterExpression: { pendingAt: { $exists: true } }, name: 'pending' },
);

export const placeSchema = new mongoose.Schema<PlaceDocument>(
  { _id: String, comment: String, version: Number },
  SCHEMA_OPTIONS,
);
placeSchema.index({ comment: 1 }, { name: 'comment' });

export const voteSchema = new mongoose.Schema<VoteDocument>(
  {
    _id: String,
    thread: String,
    comment: String,
    reader: String,
    value: Number,
    at: Number,
    mark: String,
    markedAt: Number,
  },
  SCHEMA_OPTIONS,
);
voteSchema.index({ thread: 1, comment: 1, value: 1 }, { name: 'comment' });
voteSchema.index({ thread: 1, reader: 1 }, { name: 'reader' });
voteSchema.index(
  { markedAt: 1 },
  { partialFilterExpression: { markedAt: { $exists: true } }, name: 'marked' },
);
