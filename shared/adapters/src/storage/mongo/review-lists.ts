import type { ReviewState } from '@parley/contracts/objects';
import { statusFacet } from '@parley/core/moderation/facets';
import { toReviewEvent } from '@parley/core/moderation/fold-review';
import type { ReviewEventRecord, ReviewItemRecord } from '@parley/core/ports/records';
import type { ReviewCursor, ReviewStore } from '@parley/core/ports/store';
import mongoose, { type QueryFilter } from 'mongoose';
import { mergeSlices } from '../merge-slices.ts';
import type { Access } from './access.ts';
import type { Models } from './models.ts';
import { logRange, type ReviewEventDocument, toItem, toStoredEvent } from './review-events.ts';
import type { ReviewItemDocument } from './review-schemas.ts';

type ListQuery = Parameters<ReviewStore['list']>[0];

const ORDERS = {
  priority: { field: 'score', direction: -1, after: '$lt', keyOf: (item: ReviewItemRecord) => item.score },
  latest: {
    field: 'enteredAt',
    direction: -1,
    after: '$lt',
    keyOf: (item: ReviewItemRecord) => item.enteredAt,
  },
  oldest: { field: 'openedAt', direction: 1, after: '$gt', keyOf: (item: ReviewItemRecord) => item.openedAt },
} as const;

/** Several sites are read side by side, each by its index, and merged: a moderator has few. */
export function createReviewLists({
  models,
}: Access): Pick<ReviewStore, 'list' | 'count' | 'countWaiting' | 'log'> {
  return {
    list: async (query) => {
      const { direction, keyOf } = ORDERS[query.sort];
      const cursorOf = (item: ReviewItemRecord): ReviewCursor => ({ key: keyOf(item), id: item.id });
      const compare = (a: ReviewItemRecord, b: ReviewItemRecord) =>
        direction * comparePlaces(cursorOf(a), cursorOf(b));
      const lists = await Promise.all(query.sites.map((site) => listSite(models, site, query)));
      return mergeSlices(lists, query.limit, compare, cursorOf);
    },
    count: async (sites, upTo) => {
      const count = (state: ReviewState, facet?: string) =>
        models.reviewItems
          .countDocuments(
            {
              site: mongoose.trusted({ $in: sites }),
              state,
              ...(facet === undefined ? {} : { facets: facet }),
            },
            upTo === null ? {} : { limit: upTo },
          )
          .exec();
      const [open, held, flagged, escalated] = await Promise.all([
        count('open'),
        count('open', statusFacet('held')),
        count('open', statusFacet('published')),
        count('escalated'),
      ]);
      return { open, held, flagged, escalated };
    },
    countWaiting: async (threads) => {
      const isWaiting = mongoose.trusted<{ $in: ReviewState[] }>({ $in: ['open', 'escalated'] });
      const counts = await Promise.all(
        threads.map(async (thread) => {
          const count = await models.reviewItems.countDocuments({ thread, state: isWaiting }).exec();
          return [thread, count] as const;
        }),
      );
      return new Map(counts.filter(([, count]) => count > 0));
    },
    log: async ({ sites, term = null, after, limit }) => {
      const cursorOf = (event: ReviewEventRecord): ReviewCursor => ({ key: event.at, id: event.id });
      const compare = (a: ReviewEventRecord, b: ReviewEventRecord) => comparePlaces(cursorOf(b), cursorOf(a));
      const query = { term, after, limit: limit + 1 };
      const lists = await Promise.all(sites.map((site) => listSiteEvents(models, { site, ...query })));
      const { items, next } = mergeSlices(lists, limit, compare, cursorOf);
      return { events: items, next };
    },
  };
}

async function listSite(
  { reviewItems }: Models,
  site: string,
  { state, facets, openedBefore, sort, after, limit }: ListQuery,
): Promise<ReviewItemRecord[]> {
  const { field, direction, after: isAfter } = ORDERS[sort];
  const filter: QueryFilter<ReviewItemDocument> = { site, state };
  // An index of many-valued fields serves one value as a range; further ones are looked at in what it finds.
  const [narrowest, ...others] = facets;
  if (narrowest !== undefined) filter.facets = narrowest;
  if (others.length > 0) filter.$and = others.map((facet) => ({ facets: facet }));
  if (openedBefore !== null) filter.openedAt = mongoose.trusted({ $lt: openedBefore });
  if (after !== null) {
    filter.$or = [
      { [field]: mongoose.trusted({ [isAfter]: after.key }) },
      { [field]: after.key, _id: mongoose.trusted({ [isAfter]: after.id }) },
    ];
  }
  const documents = await reviewItems
    .find(filter)
    .sort({ [field]: direction, _id: direction })
    .limit(limit + 1)
    .lean<ReviewItemDocument[]>()
    .exec();
  return documents.map(toItem);
}

async function listSiteEvents(
  { reviewLog, reviewEvents }: Models,
  query: { site: string; term: string | null; after: ReviewCursor | null; limit: number },
): Promise<ReviewEventRecord[]> {
  const { site, term, after, limit } = query;
  const { from, to } = logRange(site, after);
  const entries = await reviewLog
    .aggregate<{ events: ReviewEventDocument[] }>([
      { $match: { ...(term === null ? {} : { terms: term }), _id: { $gt: from, $lt: to } } },
      { $sort: { _id: -1 } },
      { $limit: limit },
      {
        $lookup: {
          from: reviewEvents.collection.name,
          localField: 'event',
          foreignField: '_id',
          as: 'events',
        },
      },
      { $sort: { _id: -1 } },
    ])
    .exec();
  return entries.flatMap(({ events }) => events.map((document) => toReviewEvent(toStoredEvent(document))));
}

/** Ascending by key, then by id. */
function comparePlaces(a: ReviewCursor, b: ReviewCursor): number {
  return a.key - b.key || (a.id < b.id ? -1 : 1);
}
