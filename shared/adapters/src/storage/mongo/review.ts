import { foldReview, toReviewEvent } from '@parley/core/moderation/fold-review';
import type { ReviewItemRecord } from '@parley/core/ports/records';
import type { ReviewStore } from '@parley/core/ports/store';
import mongoose, { type QueryFilter } from 'mongoose';
import type { Access } from './access.ts';
import { threadOf } from './comment-documents.ts';
import { decide } from './decide.ts';
import type { Models } from './models.ts';
import { findItem, listEvents, openItem, toItem } from './review-events.ts';
import { createReviewLists } from './review-lists.ts';
import type { ReviewItemDocument } from './review-schemas.ts';

export function createReview(access: Access): ReviewStore {
  const { models } = access;
  return {
    ...createReviewLists(access),
    find: (id) => findItem(models, id),
    findMany: async (ids) => {
      const found = await models.reviewItems
        .find({ _id: mongoose.trusted({ $in: ids }) })
        .lean<ReviewItemDocument[]>()
        .exec();
      return found.map(toItem);
    },
    events: async (id) => (await listEvents(models, id)).map(toReviewEvent),
    refold: async (id) => foldReview(threadOf(id), await listEvents(models, id)),
    decide: (decision) => decide(access, decision),
    open: (change) => openItem(access, change),
    claim: (id, by, until, now) => {
      const claim = { by: { id: by.id, name: by.name }, until };
      const isFree = [
        { claim: null },
        { 'claim.by.id': by.id },
        { 'claim.until': mongoose.trusted({ $lte: now }) },
      ];
      return setClaim(models, { _id: id, $or: isFree }, claim);
    },
    unclaim: (id, by) => setClaim(models, { _id: id, 'claim.by.id': by }, null),
  };
}

async function setClaim(
  { reviewItems }: Models,
  filter: QueryFilter<ReviewItemDocument>,
  claim: ReviewItemRecord['claim'],
): Promise<ReviewItemRecord | null> {
  const updated = await reviewItems
    .findOneAndUpdate(filter, { $set: { claim } }, { returnDocument: 'after' })
    .lean<ReviewItemDocument | null>()
    .exec();
  return updated && toItem(updated);
}
