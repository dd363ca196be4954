import type { ActRecord, ActStore } from '@parley/core/ports/act-store';
import type { ReviewCursor } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import { mergeActs } from '../merge-slices.ts';
import type { Access } from './access.ts';
import type { ChainDocument } from './review-chain.ts';

export type ActDocument = Omit<ActRecord, 'id'> & { _id: string };

export function createActs({ models }: Access): ActStore {
  const { acts, reviewChain } = models;
  const listSite = async (site: string, after: ReviewCursor | null, limit: number) => {
    const isAfter = after && {
      $or: [
        { at: mongoose.trusted({ $lt: after.key }) },
        { at: after.key, _id: mongoose.trusted({ $lt: after.id }) },
      ],
    };
    const found = acts
      .find({ site, ...isAfter })
      .sort({ at: -1, _id: -1 })
      .limit(limit);
    return (await found.lean<ActDocument[]>().exec()).map(toAct);
  };
  return {
    list: async ({ sites, after, limit }) =>
      mergeActs(await Promise.all(sites.map((site) => listSite(site, after, limit + 1))), limit),
    listUnchained: async (after, limit) => {
      const documents = await acts
        .find(after === null ? {} : { _id: mongoose.trusted({ $gt: after }) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<ActDocument[]>()
        .exec();
      const names = documents.map(({ _id }) => _id);
      const links = await reviewChain
        .find({ event: mongoose.trusted({ $in: names }) }, { event: 1 })
        .lean<Pick<ChainDocument, 'event'>[]>()
        .exec();
      const chained = new Set(links.map(({ event }) => event));
      return {
        acts: documents.filter(({ _id }) => !chained.has(_id)).map(toAct),
        next: documents.length === limit ? (names.at(-1) ?? null) : null,
      };
    },
  };
}

export function toAct({ _id, ...fields }: ActDocument): ActRecord {
  return { id: _id, ...fields };
}
