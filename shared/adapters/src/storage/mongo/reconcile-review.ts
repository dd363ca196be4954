import type { FlagReason } from '@parley/contracts/objects';
import { facetsOf } from '@parley/core/moderation/facets';
import { foldReview } from '@parley/core/moderation/fold-review';
import type { ReviewItemRecord } from '@parley/core/ports/records';
import type { Drift } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { recountOutcomes } from './flag-outcomes.ts';
import { eventsAfter, listEvents, toItem } from './review-events.ts';
import type { FlagDocument, ReviewItemDocument } from './review-schemas.ts';

/** Folds the review items of a thread anew, recounts their flags and judges these anew. */
export async function reconcileReview(access: Access, thread: string): Promise<Drift[]> {
  const found: Drift[] = [];
  const items = access.models.reviewItems.find({ thread }).lean<ReviewItemDocument[]>().cursor();
  for await (const item of items) {
    found.push(...(await mendItem(access, item)), ...(await mendOutcomes(access, item)));
  }
  return found;
}

/** Left alone while a flag, or a decision, is still on its way to the flags. */
async function mendOutcomes(access: Access, { _id: id, thread }: ReviewItemDocument): Promise<Drift[]> {
  const { flags, reviewEvents } = access.models;
  const isMarked = { pendingAt: mongoose.trusted({ $exists: true }) };
  const [flag, event] = await Promise.all([
    flags
      .findOne({ thread, comment: id, ...isMarked }, { _id: 1 })
      .lean()
      .exec(),
    reviewEvents
      .findOne({ _id: eventsAfter(id, 0), ...isMarked }, { _id: 1 })
      .lean()
      .exec(),
  ]);
  return flag === null && event === null ? recountOutcomes(access, id) : [];
}

async function mendItem({ models }: Access, document: ReviewItemDocument): Promise<Drift[]> {
  const item = toItem(document);
  const folded = foldReview(item.thread, await listEvents(models, item.id));
  const flags = await countFlags(models.flags, item);
  if (folded === null || flags === null) return [];
  const reasons = new Set([...Object.keys(flags), ...Object.keys(item.flags)]) as Set<FlagReason>;
  const drift = [
    { what: 'review.version', stored: item.version, counted: folded.version },
    { what: 'review.score', stored: item.score, counted: folded.score },
    // Items that an older version has stored have none.
    { what: 'review.facets', stored: document.facets?.length ?? 0, counted: facetsOf(folded).length },
    ...[...reasons].map((reason) => ({
      what: `review.flags.${reason}`,
      stored: item.flags[reason] ?? 0,
      counted: flags[reason] ?? 0,
    })),
  ]
    .filter(({ stored, counted }) => stored !== counted)
    .map((entry) => ({ ...entry, id: item.id }));
  if (drift.length === 0) return [];
  const { id: _id, claim: _claim, ...fields } = folded;
  const { modifiedCount } = await models.reviewItems
    .updateOne({ _id, version: item.version }, { $set: { ...fields, flags, facets: facetsOf(folded) } })
    .exec();
  // An event that came meanwhile explains the difference.
  return modifiedCount > 0 ? drift : [];
}

/** Null while a flag is still on its way to the item. */
async function countFlags(
  flags: Access['models']['flags'],
  { id, thread }: ReviewItemRecord,
): Promise<ReviewItemRecord['flags'] | null> {
  const found = await flags
    .find({ thread, comment: id }, { reason: 1, pendingAt: 1 })
    .lean<Pick<FlagDocument, 'reason' | 'pendingAt'>[]>()
    .exec();
  if (found.some(({ pendingAt }) => pendingAt !== undefined)) return null;
  const counts: ReviewItemRecord['flags'] = {};
  for (const { reason } of found) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
