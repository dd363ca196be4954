import { findVerdict, JUDGING_KINDS, judgeFlags, outcomeDrift } from '@parley/core/flags/judge-flags';
import type { Drift } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { threadOf } from './comment-documents.ts';
import { toFlag } from './flags.ts';
import { eventsAfter, listEvents, type ReviewEventDocument } from './review-events.ts';
import type { FlagDocument } from './review-schemas.ts';

/**
 * Carries an item's decisions into the outcomes of its flags. Each flag bears up to which of them it was judged, so that
 * done twice it is done once, and of two at once the one that knew of more has the last word.
 */
export async function settleOutcomes({ models }: Access, item: string): Promise<void> {
  const thread = threadOf(item);
  if ((await models.flags.findOne({ thread, comment: item }, { _id: 1 }).lean().exec()) === null) return;
  const events = await models.reviewEvents
    .find({ _id: eventsAfter(item, 0), kind: mongoose.trusted({ $in: [...JUDGING_KINDS] }) })
    .sort({ _id: 1 })
    .lean<ReviewEventDocument[]>()
    .exec();
  const judgedBy = events.at(-1)?.version ?? 0;
  const verdict = findVerdict(events);
  const isOlder = [
    { judgedBy: mongoose.trusted({ $exists: false }) },
    { judgedBy: mongoose.trusted({ $lt: judgedBy }) },
  ];
  const since = verdict?.version ?? 0;
  const before = { thread, comment: item, version: mongoose.trusted({ $lt: since }), $or: isOlder };
  const after = { thread, comment: item, version: mongoose.trusted({ $gte: since }), $or: isOlder };
  if (verdict !== null) {
    await models.flags.updateMany(before, { $set: { outcome: verdict.outcome, judgedBy } }).exec();
  }
  await models.flags.updateMany(after, { $set: { judgedBy }, $unset: { outcome: '' } }).exec();
}

/** Judges an item's flags anew from its events, and mends what differs. None of them may be on its way. */
export async function recountOutcomes({ models }: Access, item: string): Promise<Drift[]> {
  const thread = threadOf(item);
  const documents = await models.flags.find({ thread, comment: item }).lean<FlagDocument[]>().exec();
  if (documents.length === 0) return [];
  const events = await listEvents(models, item);
  const stored = documents.map(toFlag);
  const counted = judgeFlags(events, stored);
  const isDecided = events.some(({ kind }) => JUDGING_KINDS.some((judging) => judging === kind));
  let mended = 0;
  for (const { revision, reader, version, outcome } of counted) {
    const known = stored.find((flag) => flag.reader.id === reader.id && flag.revision === revision);
    const { judgedBy } = documents.find(({ _id }) => _id === `${item}/${revision}/${reader.id}`) ?? {};
    if (known?.version === version && known.outcome === outcome) continue;
    const { modifiedCount } = await models.flags
      .updateOne(
        {
          ...{ thread, _id: `${item}/${revision}/${reader.id}` },
          // A decision that came meanwhile explains the difference.
          judgedBy: judgedBy ?? mongoose.trusted({ $exists: false }),
        },
        {
          $set: { ...(version === null ? {} : { version }), ...(outcome === null ? {} : { outcome }) },
          ...(outcome === null ? { $unset: { outcome: '' } } : {}),
        },
      )
      .exec();
    mended += modifiedCount;
  }
  if (mended === 0 || !isDecided) return [];
  return outcomeDrift(item, stored, counted);
}
