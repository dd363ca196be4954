import type { SanctionRecord, SanctionStore } from '@parley/core/ports/sanction-store';
import mongoose, { type QueryFilter } from 'mongoose';
import type { Access } from './access.ts';
import type { SanctionDocument } from './sanction-schemas.ts';
import { bearing, settleActs, WITHOUT_ACTS } from './unlisted-acts.ts';

export function createSanctions(access: Access): SanctionStore {
  const { clock } = access;
  const { sanctions } = access.models;
  const select = async (filter: QueryFilter<SanctionDocument>, limit = 0): Promise<SanctionRecord[]> => {
    const found = sanctions.find(filter, WITHOUT_ACTS).sort({ _id: -1 }).limit(limit);
    return (await found.lean<SanctionDocument[]>().exec()).map(toSanction);
  };
  return {
    add: async ({ id: _id, ...fields }, act) => {
      const acts = act ? [act] : [];
      const bears = act ? { acts, actsPendingAt: clock.now() } : {};
      await sanctions.insertMany([{ _id, ...fields, ...bears }], { lean: true });
      await settleActs(access, 'sanctions', { _id }, acts);
    },
    find: async (id) => (await select({ _id: id }, 1))[0] ?? null,
    lift: async (id, lifted, act) => {
      const { $set, ...rest } = bearing(act, clock.now());
      const update = { ...rest, $set: { ...$set, lifted } };
      const document = await sanctions
        .findOneAndUpdate({ _id: id, lifted: null }, update, { returnDocument: 'after' })
        .lean<SanctionDocument | null>()
        .exec();
      if (document === null) return null;
      const { acts = [], actsPendingAt: _since, ...sanction } = document;
      await settleActs(access, 'sanctions', { _id: id }, acts);
      return toSanction(sanction);
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
