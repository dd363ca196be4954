import type { ActRecord, ActStore } from '@parley/core/ports/act-store';
import type { ReviewCursor } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import { mergeActs } from '../merge-slices.ts';
import type { Access } from './access.ts';
import type { ChainDocument } from './review-chain.ts';

/** `terms`: what it is filed under; absent on acts from before there were any, until they are filed. */
export type ActDocument = Omit<ActRecord, 'id'> & { _id: string; terms?: string[] };

export function createActs({ models }: Access): ActStore {
  const { acts, reviewChain } = models;
  const listSite = async (
    filter: { site: string; terms?: string },
    after: ReviewCursor | null,
    limit: number,
  ) => {
    const isAfter = after && {
      $or: [
        { at: mongoose.trusted({ $lt: after.key }) },
        { at: after.key, _id: mongoose.trusted({ $lt: after.id }) },
      ],
    };
    const found = acts
      .find({ ...filter, ...isAfter })
      .sort({ at: -1, _id: -1 })
      .limit(limit);
    return (await found.lean<ActDocument[]>().exec()).map(toAct);
  };
  return {
    list: async ({ sites, term = null, after, limit }) => {
      const filed = term === null ? {} : { terms: term };
      const lists = sites.map((site) => listSite({ site, ...filed }, after, limit + 1));
      return mergeActs(await Promise.all(lists), limit);
    },
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

export function toAct({ _id, terms: _terms, ...fields }: ActDocument): ActRecord {
  return { id: _id, ...fields };
}
