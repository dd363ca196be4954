import type { SanctionRecord, SanctionStore } from '@parley/core/ports/sanction-store';
import mongoose, { type QueryFilter } from 'mongoose';
import type { Access } from './access.ts';
import type { SanctionDocument } from './sanction-schemas.ts';

export function createSanctions({ models }: Access): SanctionStore {
  const { sanctions } = models;
  const select = async (filter: QueryFilter<SanctionDocument>, limit = 0): Promise<SanctionRecord[]> => {
    const found = sanctions.find(filter).sort({ _id: -1 }).limit(limit);
    return (await found.lean<SanctionDocument[]>().exec()).map(toSanction);
  };
  return {
    add: async ({ id: _id, ...fields }) => {
      await sanctions.insertMany([{ _id, ...fields }], { lean: true });
    },
    find: async (id) => (await select({ _id: id }, 1))[0] ?? null,
    lift: async (id, lifted) => {
      const document = await sanctions
        .findOneAndUpdate({ _id: id, lifted: null }, { $set: { lifted } }, { returnDocument: 'after' })
        .lean<SanctionDocument | null>()
        .exec();
      return document && toSanction(document);
    },
    active: async ({ id, externalId }, now) => {
      const [own, everywhere] = await Promise.all([
        select({ 'reader.id': id, ...holds(now) }),
        externalId === null ? [] : select({ everywhere: true, externalId, ...holds(now) }),
      ]);
      return [...own, ...everywhere.filter((sanction) => sanction.reader.id !== id)];
    },
    listFor: (reader, limit) => select({ 'reader.id': reader }, limit),
    list: async ({ sites, after, now, limit }) => {
      const isAfter = after === null ? {} : { _id: mongoose.trusted({ $lt: after }) };
      const lists = await Promise.all(
        sites.map((site) => select({ site, ...isAfter, ...holds(now) }, limit + 1)),
      );
      const newest = lists.flat().sort((a, b) => (a.id < b.id ? 1 : -1));
      const page = newest.slice(0, limit);
      return { sanctions: page, next: newest.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
  };
}

function holds(now: number): QueryFilter<SanctionDocument> {
  return { lifted: null, $or: [{ until: null }, { until: mongoose.trusted({ $gt: now }) }] };
}

function toSanction({ _id, ...rest }: SanctionDocument): SanctionRecord {
  return { id: _id, ...rest };
}
