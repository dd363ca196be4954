import type { CommentStatus } from '@parley/contracts/objects';
import { statusFacet } from '@parley/core/moderation/facets';
import { toReviewEvent } from '@parley/core/moderation/fold-review';
import type { ReviewEventRecord, ReviewItemRecord } from '@parley/core/ports/records';
import type { ReviewCursor, ReviewStore } from '@parley/core/ports/store';
import { mergeSlices } from '../merge-slices.ts';
import type { Access } from './access.ts';
import type { Database } from './database.ts';
import { selectFiled } from './log-terms.ts';
import { selectItems } from './review-items.ts';

type ListQuery = Parameters<ReviewStore['list']>[0];

const ORDERS = {
  priority: {
    column: 'score',
    after: '<',
    direction: 'DESC',
    sign: -1,
    keyOf: (item: ReviewItemRecord) => item.score,
  },
  oldest: {
    column: 'opened_at',
    after: '>',
    direction: 'ASC',
    sign: 1,
    keyOf: (item: ReviewItemRecord) => item.openedAt,
  },
  latest: {
    column: 'entered_at',
    after: '<',
    direction: 'DESC',
    sign: -1,
    keyOf: (item: ReviewItemRecord) => item.enteredAt,
  },
} as const;

/** Several sites are read one by one, each by its index, and merged: a moderator has few. */
export function createReviewLists({
  db,
  read,
}: Access): Pick<ReviewStore, 'list' | 'count' | 'countWaiting' | 'log'> {
  return {
    list: (query) =>
      read(() => {
        const { sign, keyOf } = ORDERS[query.sort];
        const cursorOf = (item: ReviewItemRecord): ReviewCursor => ({ key: keyOf(item), id: item.id });
        const compare = (a: ReviewItemRecord, b: ReviewItemRecord) =>
          sign * comparePlaces(cursorOf(a), cursorOf(b));
        const lists = query.sites.map((site) => listSite(db, site, query));
        return mergeSlices(lists, query.limit, compare, cursorOf);
      }),
    count: (sites, upTo) =>
      read(() => {
        const sum = (count: (site: string) => number) => {
          const total = sites.reduce((before, site) => before + count(site), 0);
          return upTo === null ? total : Math.min(total, upTo);
        };
        const withStatus = (status: CommentStatus) =>
          sum((site) => countFacet(db, site, statusFacet(status), upTo));
        return {
          open: sum((site) => countSite(db, site, 'open', upTo)),
          held: withStatus('held'),
          flagged: withStatus('published'),
          escalated: sum((site) => countSite(db, site, 'escalated', upTo)),
        };
      }),
    countWaiting: (threads) =>
      read(() => {
        const counts = threads.map((id) => [id, countThread(db, id)] as const);
        return new Map(counts.filter(([, count]) => count > 0));
      }),
    log: ({ sites, term = null, after, limit }) =>
      read(() => {
        const cursorOf = (event: ReviewEventRecord): ReviewCursor => ({ key: event.at, id: event.id });
        const lists = sites.map((site) => listSiteEvents(db, { site, term, after, limit: limit + 1 }));
        const compare = (a: ReviewEventRecord, b: ReviewEventRecord) =>
          comparePlaces(cursorOf(b), cursorOf(a));
        const { items, next } = mergeSlices(lists, limit, compare, cursorOf);
        return { events: items, next };
      }),
  };
}

function listSite(
  db: Database,
  site: string,
  { state, facets, openedBefore, sort, after, limit }: ListQuery,
) {
  const { column, after: isAfter, direction } = ORDERS[sort];
  const [narrowest, ...others] = facets;
  const table = narrowest === undefined ? 'review_items' : 'review_reasons';
  const id = narrowest === undefined ? 'id' : 'item';
  const clauses = [
    'site = ? AND state = ?',
    ...(narrowest === undefined ? [] : ['reason = ?']),
    ...(after === null ? [] : [`(${column}, ${id}) ${isAfter} (?, ?)`]),
    ...(openedBefore === null ? [] : ['opened_at < ?']),
    ...others.map(
      () => `EXISTS (SELECT 1 FROM review_reasons o WHERE o.item = ${table}.${id} AND o.reason = ?)`,
    ),
  ];
  const rows = db.all<{ id: string }>(
    `SELECT ${id} AS id FROM ${table} WHERE ${clauses.join(' AND ')}
     ORDER BY ${column} ${direction}, ${id} ${direction} LIMIT ?`,
    site,
    state,
    ...(narrowest === undefined ? [] : [narrowest]),
    ...(after === null ? [] : [after.key, after.id]),
    ...(openedBefore === null ? [] : [openedBefore]),
    ...others,
    limit + 1,
  );
  return rows.flatMap((row) => selectItems(db, 'WHERE id = ?', row.id));
}

const NO_LIMIT = -1;

function countFacet(db: Database, site: string, facet: string, upTo: number | null): number {
  const sql = `SELECT count(*) AS count FROM
    (SELECT 1 FROM review_reasons WHERE site = ? AND state = 'open' AND reason = ? LIMIT ?)`;
  return db.get<{ count: number }>(sql, site, facet, upTo ?? NO_LIMIT)?.count ?? 0;
}

function countSite(db: Database, site: string, state: string, upTo: number | null): number {
  const sql =
    'SELECT count(*) AS count FROM (SELECT 1 FROM review_items WHERE site = ? AND state = ? LIMIT ?)';
  return db.get<{ count: number }>(sql, site, state, upTo ?? NO_LIMIT)?.count ?? 0;
}

function countThread(db: Database, thread: string): number {
  const sql = "SELECT count(*) AS count FROM review_items WHERE thread = ? AND state <> 'closed'";
  return db.get<{ count: number }>(sql, thread)?.count ?? 0;
}

function listSiteEvents(
  db: Database,
  query: { site: string; term: string | null; after: ReviewCursor | null; limit: number },
): ReviewEventRecord[] {
  const { site, term, after, limit } = query;
  if (term !== null) return selectFiled(db, 'review_events', { ...query, term }).map(toEvent);
  const rows = db.all<{ record: string }>(
    `SELECT record FROM review_events WHERE site = ? ${after === null ? '' : 'AND (at, id) < (?, ?)'}
     ORDER BY at DESC, id DESC LIMIT ?`,
    site,
    ...(after === null ? [] : [after.key, after.id]),
    limit,
  );
  return rows.map(toEvent);
}

function toEvent({ record }: { record: string }): ReviewEventRecord {
  return toReviewEvent(JSON.parse(record));
}

/** Ascending by key, then by id. */
function comparePlaces(a: ReviewCursor, b: ReviewCursor): number {
  return a.key - b.key || (a.id < b.id ? -1 : 1);
}
