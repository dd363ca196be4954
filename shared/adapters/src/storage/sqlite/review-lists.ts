import { toReviewEvent } from '@parley/core/moderation/fold-review';
import type { ReviewEventRecord, ReviewItemRecord } from '@parley/core/ports/records';
import type { ReviewCursor, ReviewStore } from '@parley/core/ports/store';
import { mergeSlices } from '../merge-slices.ts';
import type { Access } from './access.ts';
import type { Database } from './database.ts';
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
} as const;

/** Several sites are read one by one, each by its index, and merged: a moderator has few. */
export function createReviewLists({ db, read }: Access): Pick<ReviewStore, 'list' | 'count' | 'log'> {
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
    count: (sites) =>
      read(() => {
        const sum = (state: string) => sites.reduce((total, site) => total + countSite(db, site, state), 0);
        return { open: sum('open'), escalated: sum('escalated') };
      }),
    log: ({ sites, after, limit }) =>
      read(() => {
        const cursorOf = (event: ReviewEventRecord): ReviewCursor => ({ key: event.at, id: event.id });
        const lists = sites.map((site) => listSiteEvents(db, site, after, limit + 1));
        const compare = (a: ReviewEventRecord, b: ReviewEventRecord) =>
          comparePlaces(cursorOf(b), cursorOf(a));
        const { items, next } = mergeSlices(lists, limit, compare, cursorOf);
        return { events: items, next };
      }),
  };
}

function listSite(db: Database, site: string, { state, reason, sort, after, limit }: ListQuery) {
  const { column, after: isAfter, direction } = ORDERS[sort];
  const cursor = after === null ? [] : [after.key, after.id];
  if (reason === null) {
    return selectItems(
      db,
      `WHERE site = ? AND state = ? ${after === null ? '' : `AND (${column}, id) ${isAfter} (?, ?)`}
       ORDER BY ${column} ${direction}, id ${direction} LIMIT ?`,
      site,
      state,
      ...cursor,
      limit + 1,
    );
  }
  const ids = db.all<{ item: string }>(
    `SELECT item FROM review_reasons WHERE site = ? AND state = ? AND reason = ?
     ${after === null ? '' : `AND (${column}, item) ${isAfter} (?, ?)`}
     ORDER BY ${column} ${direction}, item ${direction} LIMIT ?`,
    site,
    state,
    reason,
    ...cursor,
    limit + 1,
  );
  return ids.flatMap(({ item }) => selectItems(db, 'WHERE id = ?', item));
}

function countSite(db: Database, site: string, state: string): number {
  const sql = 'SELECT count(*) AS count FROM review_items WHERE site = ? AND state = ?';
  return db.get<{ count: number }>(sql, site, state)?.count ?? 0;
}

function listSiteEvents(
  db: Database,
  site: string,
  after: ReviewCursor | null,
  limit: number,
): ReviewEventRecord[] {
  const rows = db.all<{ record: string }>(
    `SELECT record FROM review_events WHERE site = ? ${after === null ? '' : 'AND (at, id) < (?, ?)'}
     ORDER BY at DESC, id DESC LIMIT ?`,
    site,
    ...(after === null ? [] : [after.key, after.id]),
    limit,
  );
  return rows.map(({ record }) => toReviewEvent(JSON.parse(record)));
}

/** Ascending by key, then by id. */
function comparePlaces(a: ReviewCursor, b: ReviewCursor): number {
  return a.key - b.key || (a.id < b.id ? -1 : 1);
}
