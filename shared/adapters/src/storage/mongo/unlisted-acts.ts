import type { ActRecord } from '@parley/core/ports/act-store';
import mongoose, { type Model } from 'mongoose';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import { termsOfEntry } from './log-terms.ts';
import type { Models } from './models.ts';
import { chainEvent } from './review-chain.ts';

/**
 * An act is first written into the document that it is done to, in the same write: so there is never one without
 * the other. From there it is entered into the log and chain of its site, and then taken out again.
 */
export type WithActs = {
  acts?: ActRecord[];
  /** Since when one of them waits. Absent when none does: the index holds the others only. */
  actsPendingAt?: number;
};

export const WITHOUT_ACTS = { acts: 0, actsPendingAt: 0 } as const;
/** The schema's fields, and the index by which `relay.repair` finds what waits. */
export const ACT_FIELDS = {
  acts: { type: [mongoose.Schema.Types.Mixed], default: undefined },
  actsPendingAt: Number,
};
export const ACT_INDEX = [
  { actsPendingAt: 1 },
  { partialFilterExpression: { actsPendingAt: { $exists: true } }, name: 'acts' },
] as const;

/** The nouns to which moderators do something. */
export type ActedOn = 'sites' | 'sanctions' | 'threads' | 'comments' | 'notes';
export const ACTED_ON: readonly ActedOn[] = ['sites', 'sanctions', 'threads', 'comments', 'notes'];
type Place = { _id: string; thread?: string };

/** The part of an update by which the acted-on document bears the act. */
export function bearing(act: ActRecord | undefined, now: number) {
  return act === undefined ? {} : { $push: { acts: act }, $set: { actsPendingAt: now } };
}

/** Enters acts that a document bears into log and chain; done twice it is done once. */
export async function settleActs(
  access: Access,
  noun: ActedOn,
  { _id, thread }: Place,
  acts: readonly ActRecord[],
): Promise<void> {
  if (acts.length === 0) return;
  await access.reached('act-written');
  for (const act of acts) {
    const { id, ...fields } = act;
    const document = { _id: id, ...fields, terms: await termsOfEntry(access.models, act) };
    await insertOnce(() => access.models.acts.insertMany([document], { lean: true }));
    await access.reached('act-listed');
    await chainEvent(access, id, act);
  }
  const ids = acts.map(({ id }) => id);
  const left = { $filter: { input: '$acts', cond: { $not: [{ $in: ['$$this.id', ids] }] } } };
  await modelOf(access.models, noun)
    .updateOne({ ...(thread === undefined ? {} : { thread }), _id }, [
      { $set: { acts: left } },
      { $set: { actsPendingAt: { $cond: [{ $eq: ['$acts', []] }, '$$REMOVE', '$actsPendingAt'] } } },
    ])
    .exec();
  await access.reached('act-cleared');
}

/** The documents that bear an act, the oldest first. */
export async function listBearing(models: Models, noun: ActedOn, limit: number) {
  const found = await modelOf(models, noun)
    .find({ actsPendingAt: mongoose.trusted({ $exists: true }) })
    .select({ _id: 1, thread: 1, acts: 1, actsPendingAt: 1 })
    .sort({ actsPendingAt: 1 })
    .limit(limit)
    .lean<(Place & WithActs)[]>()
    .exec();
  return found.map(({ actsPendingAt, ...document }) => ({
    ...document,
    ...(actsPendingAt === undefined ? {} : { pendingAt: actsPendingAt }),
  }));
}

/** They differ in all but what is asked for here. */
function modelOf(models: Models, noun: ActedOn): Model<Place & WithActs> {
  return models[noun] as unknown as Model<Place & WithActs>;
}
