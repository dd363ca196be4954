import type { OutboxRecord, OutboxStore } from '@parley/core/ports/outbox-store';
import mongoose, { type QueryFilter } from 'mongoose';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import { SCHEMA_OPTIONS } from './schema-options.ts';

const { Mixed } = mongoose.Schema.Types;

type OutboxDocument = Omit<OutboxRecord, 'id'> & { _id: string };

export const outboxSchema = new mongoose.Schema<OutboxDocument>(
  {
    _id: String,
    kind: String,
    site: String,
    group: String,
    ticket: String,
    by: Mixed,
    content: Mixed,
    state: String,
    attempts: Number,
    unconfirmed: Number,
    dueAt: Number,
    at: Number,
  },
  SCHEMA_OPTIONS,
);
outboxSchema.index({ state: 1, dueAt: 1, _id: 1 }, { name: 'due' });
outboxSchema.index({ group: 1, at: -1, _id: -1 }, { name: 'group' });
outboxSchema.index({ ticket: 1, at: -1, _id: -1 }, { name: 'ticket' });
outboxSchema.index({ at: 1 }, { name: 'time' });

export function createOutbox({ models: { outbox } }: Access): OutboxStore {
  const select = async (filter: QueryFilter<OutboxDocument>, limit: number): Promise<OutboxRecord[]> => {
    const found = outbox.find(filter).sort({ at: -1, _id: -1 }).limit(limit);
    return (await found.lean<OutboxDocument[]>().exec()).map(toMessage);
  };
  return {
    put: ({ id: _id, ...fields }) =>
      insertOnce(() => outbox.insertMany([{ _id, ...fields }], { lean: true })),
    find: async (id) => (await select({ _id: id }, 1))[0] ?? null,
    take: async (now, leaseMs, limit) => {
      const taken: OutboxRecord[] = [];
      while (taken.length < limit) {
        const document = await outbox
          .findOneAndUpdate(
            { state: 'waiting', dueAt: mongoose.trusted({ $lte: now }) },
            { $set: { dueAt: now + leaseMs }, $inc: { attempts: 1 } },
            { sort: { dueAt: 1, _id: 1 }, returnDocument: 'after' },
          )
          .lean<OutboxDocument | null>()
          .exec();
        if (document === null) break;
        taken.push(toMessage(document));
      }
      return taken;
    },
    handOver: async ({ id, attempts, dueAt }) => {
      const filter = { _id: id, attempts, dueAt, state: 'waiting' as const };
      return (await outbox.updateOne(filter, { $inc: { unconfirmed: 1 } }).exec()).matchedCount > 0;
    },
    settle: async (id, attempts, outcome) => {
      const set =
        'retryAt' in outcome
          ? { dueAt: outcome.retryAt, unconfirmed: outcome.unconfirmed }
          : { state: outcome.state, content: null };
      const filter = { _id: id, attempts, state: 'waiting' as const };
      return (await outbox.updateOne(filter, { $set: set }).exec()).matchedCount > 0;
    },
    listFor: (group, limit) => select({ group, ticket: mongoose.trusted({ $ne: null }) }, limit),
    listForTicket: (ticket, limit) => select({ ticket }, limit),
    forget: async (ticket) => (await outbox.deleteMany({ ticket }).exec()).deletedCount,
    purge: async (before, limit) => {
      const old = await outbox
        .find({ at: mongoose.trusted({ $lt: before }) }, { _id: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>()
        .exec();
      const ids = old.map(({ _id }) => _id);
      return (await outbox.deleteMany({ _id: mongoose.trusted({ $in: ids }) }).exec()).deletedCount;
    },
  };
}

/** Those from before hand-overs were counted have none. */
function toMessage({
  _id,
  ticket = null,
  content = null,
  unconfirmed = 0,
  ...fields
}: OutboxDocument): OutboxRecord {
  return { id: _id, ticket, content, unconfirmed, ...fields };
}
