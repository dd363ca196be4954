import type { FlagOutcome, FlagRow, KeptFlag } from '@parley/core/ports/records';
import type { FlagStore, ReviewChange } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { threadOf } from './comment-documents.ts';
import { findRecord } from './comment-reads.ts';
import { insertOnce } from './driver-errors.ts';
import { settleOutcomes } from './flag-outcomes.ts';
import { applyReviewEvent, findItem, type PendingReview } from './review-events.ts';
import type { FlagDocument } from './review-schemas.ts';

export function createFlags(access: Access): FlagStore {
  const { flags } = access.models;
  return {
    add: (flag, review) => addFlag(access, flag, review),
    mine: async (thread, reader) => {
      const mine = await flags
        .find({ thread, 'reader.id': reader }, { comment: 1 })
        .lean<Pick<FlagDocument, 'comment'>[]>()
        .exec();
      return [...new Set(mine.map(({ comment }) => comment))].sort();
    },
    listFor: async (comment) => {
      const documents = await flags
        .find({ thread: threadOf(comment), comment })
        .sort({ at: 1 })
        .lean<FlagDocument[]>()
        .exec();
      return documents.map(toFlag);
    },
    accuracy: async (site, reader, limit) => {
      const decided = await flags
        .find({ site, 'reader.id': reader, outcome: mongoose.trusted({ $exists: true }) }, { outcome: 1 })
        .sort({ at: -1 })
        .limit(limit)
        .lean<{ outcome: FlagOutcome }[]>()
        .exec();
      const count = (wanted: FlagOutcome) => decided.filter(({ outcome }) => outcome === wanted).length;
      return { agreed: count('agreed'), disagreed: count('disagreed') };
    },
  };
}

/** The flag is stored with the event that it brings; the event then goes to the review item, and the mark. */
async function addFlag(
  access: Access,
  flag: FlagRow,
  { event, weight, dueAt }: ReviewChange,
): ReturnType<FlagStore['add']> {
  const comment = await findRecord(access.models, flag.comment);
  if (comment === null) return { isNew: false, item: null };
  const { status, editedAt } = comment;
  const found = { before: { status }, after: { status, editedAt } };
  const pending: PendingReview = {
    event: { ...event, reason: flag.reason },
    weight,
    dueAt,
    found,
    mayOpen: true,
  };
  const document: FlagDocument = {
    _id: `${flag.comment}/${flag.revision}/${flag.reader.id}`,
    ...flag,
    pending,
    pendingAt: access.clock.now(),
  };
  const isNew = await insertOnce(() => access.models.flags.insertMany([document], { lean: true }));
  if (!isNew) return { isNew: false, item: null };
  await access.reached('flag-written');
  return { isNew: true, item: await settleFlag(access, document) };
}

/** Does what a flag left to do; twice is once. */
export async function settleFlag(access: Access, { _id, comment, pending }: FlagDocument) {
  const { models, reached } = access;
  const applied = pending === undefined ? null : await applyReviewEvent(access, pending);
  if (applied !== null) {
    const { version } = applied.event;
    await models.flags.updateOne({ _id }, { $set: { version } }).exec();
    await reached('flag-numbered');
    // A decision that came in between has judged the flags that had their numbers then.
    const item = await findItem(models, comment);
    if (item !== null && item.version > version) await settleOutcomes(access, comment);
  }
  await models.flags.updateOne({ _id }, { $unset: { pending: '', pendingAt: '' } }).exec();
  await reached('flag-cleared');
  return applied?.item ?? null;
}

/** A flag that an older version has stored weighs nothing that is known, and is judged by `relay.reconcile`. */
export function toFlag(document: FlagDocument): KeptFlag {
  const { _id, pending: _pending, pendingAt: _pendingAt, judgedBy: _judgedBy, ...flag } = document;
  const { weight = 0, parts = [], version = null, outcome = null, site = '' } = document;
  return { ...flag, site, weight, parts, version, outcome };
}
