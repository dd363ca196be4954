import type { ActRecord } from '@parley/core/ports/act-store';
import type { CommentRecord, LoggedChange, ThreadRecord } from '@parley/core/ports/records';
import type { ThreadStore } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { findRecords } from './comment-reads.ts';
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
    update: async (id, set, act) => {
      const fields = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
      const names = Object.keys(fields);
      if (names.length === 0) return null;
      const differs = names.map((name) => ({ [name]: mongoose.trusted({ $ne: fields[name] }) }));
      const append = appendOwn(clock.now(), fields);
      const update = act ? [bearAct(act, fields, clock.now()), ...append] : append;
      const updated = await threads
        .findOneAndUpdate({ _id: id, $or: differs }, update, {
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
 * The entries with their comments as these are now. The reply counts are read last, so that none is older
 * than the change it goes with.
 */
async function toChanges(models: Models, fields: ThreadFields, log: LogEntry[]): Promise<LoggedChange[]> {
  const read = async (ids: string[]) => {
    const comments = await findRecords(models, [...new Set(ids)]);
    return new Map(comments.map((comment) => [comment.id, comment]));
  };
  const comments = await read(log.flatMap((entry) => commentOf(fields._id, entry) ?? []));
  const parentOf = (entry: LogEntry): string | null => {
    const comment = comments.get(commentOf(fields._id, entry) ?? '');
    return entry.isListingChange ? (comment?.parent ?? null) : (entry.recounted ?? null);
  };
  const parents = await read(log.flatMap((entry) => parentOf(entry) ?? []));
  return log.map((entry) => {
    const comment: CommentRecord | null = comments.get(commentOf(fields._id, entry) ?? '') ?? null;
    const parent = parents.get(parentOf(entry) ?? '');
    const replyCounts = parent ? { [parent.id]: parent.replyCount } : {};
    return { ...numbered(fields, entry), kind: entry.kind, comment, replyCounts };
  });
}
