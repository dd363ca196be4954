import type { ActRecord } from '@parley/core/ports/act-store';
import type { CommentRecord, LoggedChange, ThreadRecord } from '@parley/core/ports/records';
import type { ReviewCursor, ThreadStore } from '@parley/core/ports/store';
import mongoose, { type QueryFilter } from 'mongoose';
import { mergeThreads } from '../merge-slices.ts';
import type { Access } from './access.ts';
import { findRecords } from './comment-reads.ts';
import { type CountedAbove, countedAbove, readCounts, toldCounts } from './counts-above.ts';
import { insertOnce } from './driver-errors.ts';
import type { Models } from './models.ts';
import {
  appendOwn,
  commentOf,
  type LogEntry,
  numbered,
  type ThreadDocument,
  type ThreadFields,
  toThread,
  WITHOUT_LOG,
} from './thread-log.ts';
import { settleActs, type WithActs } from './unlisted-acts.ts';

export function createThreads(access: Access): ThreadStore {
  const { models, clock } = access;
  const { threads } = models;
  return {
    find: (id) => findThread(models, id),
    head: async (id) => (await lookUp(models, [id], 'head')).get(id) ?? 0,
    heads: (ids) => lookUp(models, ids, 'head'),
    counts: (ids) => lookUp(models, ids, 'commentCount'),
    ensure: async (thread) => {
      const known = await findThread(models, thread.id);
      if (known !== null) return known;
      const { id: _id, ...fields } = thread;
      const isNew = await insertOnce(() =>
        threads.insertMany([{ _id, ...fields, log: [], appended: { from: 0, entries: [] } }], { lean: true }),
      );
      return isNew ? thread : ((await findThread(models, thread.id)) ?? thread);
    },
    list: async ({ sites, state, after, limit }) => {
      const lists = await Promise.all(
        sites.map((site) => listSite(models, site, { state, after, limit: limit + 1 })),
      );
      const { items, next } = mergeThreads(lists, limit);
      return { threads: items, next };
    },
    update: async (id, set, act, seen = {}) => {
      const fields = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
      const names = Object.keys(fields);
      if (names.length === 0) return null;
      const differs = names.map((name) => ({ [name]: mongoose.trusted({ $ne: fields[name] }) }));
      const append = appendOwn(clock.now(), fields);
      const update = act ? [bearAct(act, fields, clock.now()), ...append] : append;
      const updated = await threads
        .findOneAndUpdate({ _id: id, ...asSeen(seen), $or: differs }, update, {
          returnDocument: 'after',
          projection: { log: 0, appended: 0 },
        })
        .lean<(ThreadFields & WithActs) | null>()
        .exec();
      if (updated === null) return null;
      const { acts = [], actsPendingAt: _since, ...own } = updated;
      await settleActs(access, 'threads', { _id: id }, acts);
      const thread = toThread(own);
      return { seq: thread.head, kind: 'thread', comment: null, thread, replyCounts: {} };
    },
    changesAfter: (id, after) => changesAfter(models, id, after),
  };
}

export async function findThread({ threads }: Models, id: string): Promise<ThreadRecord | null> {
  const document = await threads.findOne({ _id: id }, WITHOUT_LOG).lean<ThreadFields | null>().exec();
  return document && toThread(document);
}

/** The part of an update by which the thread bears an act, with the fields as they were and as they become. */
function bearAct(act: Omit<ActRecord, 'before' | 'after'>, fields: Record<string, unknown>, now: number) {
  const names = Object.keys(fields);
  const before = Object.fromEntries(names.map((name) => [name, { $ifNull: [`$${name}`, null] }]));
  const whole = { $mergeObjects: [{ $literal: { ...act, after: fields } }, { before }] };
  return {
    $set: { acts: { $concatArrays: [{ $ifNull: ['$acts', []] }, [whole]] }, actsPendingAt: now },
  };
}

/** A thread that was never slowed down has no such field, or none. */
function asSeen({ slowModeSeconds, ...seen }: Partial<ThreadRecord>): QueryFilter<ThreadDocument> {
  if (slowModeSeconds === undefined) return seen;
  const wanted = slowModeSeconds === 0 ? mongoose.trusted({ $in: [0, null] }) : slowModeSeconds;
  return { ...seen, slowModeSeconds: wanted };
}

async function listSite(
  { threads }: Models,
  site: string,
  { state, after, limit }: { state: ThreadRecord['state'] | null; after: ReviewCursor | null; limit: number },
): Promise<ThreadRecord[]> {
  const isAfter = after && {
    $or: [
      { createdAt: mongoose.trusted({ $lt: after.key }) },
      { createdAt: after.key, _id: mongoose.trusted({ $lt: after.id }) },
    ],
  };
  const documents = await threads
    .find({ site, ...(state === null ? {} : { state }), ...isAfter }, WITHOUT_LOG)
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit)
    .lean<ThreadFields[]>()
    .exec();
  return documents.map(toThread);
}

async function lookUp(
  { threads }: Models,
  ids: string[],
  field: 'head' | 'commentCount',
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const documents = await threads
    .find({ _id: mongoose.trusted({ $in: ids }) }, { [field]: 1 })
    .lean<Pick<ThreadFields, '_id' | 'head' | 'commentCount'>[]>()
    .exec();
  return new Map(documents.map((document) => [document._id, document[field]]));
}

async function changesAfter(
  models: Models,
  id: string,
  after: number,
): Promise<{ head: number; changes: LoggedChange[] } | null> {
  const isAfter = { $gt: ['$$this.seq', after] };
  const [document] = await models.threads
    .aggregate<ThreadDocument>([
      { $match: { _id: id } },
      { $set: { log: { $filter: { input: '$log', cond: isAfter } } } },
      { $unset: ['appended', 'acts', 'actsPendingAt'] },
    ])
    .exec();
  if (document === undefined) return after === 0 ? { head: 0, changes: [] } : null;
  const { log, ...fields } = document;
  if (after > fields.head || log.length !== fields.head - after) return null;
  return { head: fields.head, changes: await toChanges(models, fields, log) };
}

/**
 * The entries with their comments as these are now. The counts are read last, so that none is older than the change
 * it goes with.
 */
async function toChanges(models: Models, fields: ThreadFields, log: LogEntry[]): Promise<LoggedChange[]> {
  const ids = new Set(log.flatMap((entry) => commentOf(fields._id, entry) ?? []));
  const found = await findRecords(models, [...ids]);
  const comments = new Map(found.map((comment) => [comment.id, comment]));
  const whole = log.map((entry) => {
    const comment = comments.get(commentOf(fields._id, entry) ?? '') ?? null;
    return { entry, comment, altered: alteredBy(entry, comment) };
  });
  const above = whole.flatMap(({ altered: { parent = [], root = [] } }) => [parent, root].flat());
  const counts = await readCounts(models, above);
  return whole.map(({ entry, comment, altered }) => ({
    ...numbered(fields, entry),
    kind: entry.kind,
    comment,
    ...toldCounts(altered, counts),
  }));
}

/** The log does not say what a change added to a count: whatever may have done so tells it. */
function alteredBy(entry: LogEntry, comment: CommentRecord | null): CountedAbove {
  const { isListingChange, recounted, kind } = entry;
  if (recounted !== undefined) return { parent: recounted, root: recounted };
  const countDelta = kind === 'published' || kind === 'restored' || kind === 'removed' ? 1 : 0;
  return comment === null ? {} : countedAbove(comment, { isListingChange, countDelta });
}
