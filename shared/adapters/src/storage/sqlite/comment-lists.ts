import type { Sort } from '@parley/contracts/objects';
import type { CommentRecord } from '@parley/core/ports/records';
import type { CommentCursor, CommentSlice, CommentStore } from '@parley/core/ports/store';
import { discussionOf } from '../visible-change.ts';
import type { Access } from './access.ts';
import { type CommentRow, SELECT_COMMENTS, toComment } from './comment-rows.ts';
import type { Database } from './database.ts';
import { findStanding } from './standings.ts';

/** An author has few comments that nobody else sees; a spammer's thousandth need not be shown to them. */
const UNSEEN_MAX = 50;

type Order = {
  /** A list from its beginning, and from a cursor on. Made once: they are asked all day long. */
  first: string;
  next: string;
  bind: (cursor: CommentCursor) => (number | string)[];
  keyOf: (comment: CommentRecord) => number | null;
};

const SLICE = `${SELECT_COMMENTS} WHERE place = ? AND in_slices = 1`;
const byId = { bind: ({ id }: CommentCursor) => [id], keyOf: () => null };
const byKeyAndId = ({ key, id }: CommentCursor) => [key ?? 0, id];
const ORDERS: Record<Sort, Order> = {
  newest: {
    first: `${SLICE} ORDER BY id DESC LIMIT ?`,
    next: `${SLICE} AND id < ? ORDER BY id DESC LIMIT ?`,
    ...byId,
  },
  oldest: {
    first: `${SLICE} ORDER BY id LIMIT ?`,
    next: `${SLICE} AND id > ? ORDER BY id LIMIT ?`,
    ...byId,
  },
  top: {
    first: `${SLICE} ORDER BY score DESC, id DESC LIMIT ?`,
    next: `${SLICE} AND (score, id) < (?, ?) ORDER BY score DESC, id DESC LIMIT ?`,
    bind: byKeyAndId,
    keyOf: ({ up, down }) => up - down,
  },
  discussed: {
    first: `${SLICE} ORDER BY discussion DESC, id DESC LIMIT ?`,
    next: `${SLICE} AND (discussion, id) < (?, ?) ORDER BY discussion DESC, id DESC LIMIT ?`,
    bind: byKeyAndId,
    keyOf: discussionOf,
  },
};

const LATEST_ON_SITE = `WHERE site = ? AND status = 'published' ORDER BY created_at DESC, id DESC`;
/** Ids begin with their thread's and sort by time: the table's own key has the order. */
const LATEST_IN_THREAD = `WHERE id > ? AND id < ? AND status = 'published' ORDER BY id DESC`;

type Lists = Pick<
  CommentStore,
  | 'list'
  | 'listPreviews'
  | 'listPinned'
  | 'countPinned'
  | 'listUnseenOf'
  | 'listByAuthor'
  | 'listLatest'
  | 'standing'
  | 'hasDuplicate'
>;

export function createCommentLists({ db, read }: Access): Lists {
  const comments = (sql: string, ...values: (number | string)[]) =>
    db.tuples<CommentRow>(`${SELECT_COMMENTS} ${sql}`, ...values).map(toComment);

  return {
    list: ({ thread, parent, sort, after, limit }) =>
      read(() => listSlice(db, parent ?? thread, sort, after, limit)),
    listPreviews: ({ parents, sort, limit }) =>
      read(() => {
        const previews = new Map<string, CommentSlice>();
        for (const parent of parents) {
          const slice = listSlice(db, parent, sort, null, limit);
          if (slice.items.length > 0) previews.set(parent, slice);
        }
        return previews;
      }),
    listPinned: (thread) =>
      read(() => comments('WHERE thread = ? AND pinned = 1 AND parent IS NULL ORDER BY id DESC', thread)),
    countPinned: (thread) =>
      read(() => {
        const sql = 'SELECT count(*) AS count FROM comments WHERE thread = ? AND pinned = 1';
        return db.get<{ count: number }>(sql, thread)?.count ?? 0;
      }),
    listUnseenOf: (thread, author) =>
      read(() =>
        comments(
          `WHERE thread = ? AND author_id = ? AND status IN ('held', 'rejected') ORDER BY id DESC LIMIT ?`,
          thread,
          author,
          UNSEEN_MAX,
        ),
      ),
    listByAuthor: (site, author, limit, since = 0) =>
      read(() =>
        comments(
          'WHERE site = ? AND author_id = ? AND created_at >= ? ORDER BY created_at DESC, id DESC LIMIT ?',
          site,
          author,
          since,
          limit,
        ),
      ),
    listLatest: ({ limit, ...of }) =>
      read(() => {
        if ('site' in of) return comments(`${LATEST_ON_SITE} LIMIT ?`, of.site, limit);
        return comments(`${LATEST_IN_THREAD} LIMIT ?`, of.thread, `${of.thread}~`, limit);
      }),
    standing: (site, author) => read(() => findStanding(db, site, author)),
    hasDuplicate: ({ thread, author, fingerprint, since }) =>
      read(() => {
        const sql = `SELECT 1 FROM comments WHERE thread = ? AND author_id = ? AND fingerprint = ?
          AND created_at >= ? AND status <> 'deleted' LIMIT 1`;
        return db.get(sql, thread, author, fingerprint, since) !== undefined;
      }),
  };
}

/** `place`: the parent's id, or the thread's for roots. One more than `limit` is read to know the end. */
function listSlice(
  db: Database,
  place: string,
  sort: Sort,
  cursor: CommentCursor | null,
  limit: number,
): CommentSlice {
  const { first, next, bind, keyOf } = ORDERS[sort];
  const rows =
    cursor === null
      ? db.tuples<CommentRow>(first, place, limit + 1)
      : db.tuples<CommentRow>(next, place, ...bind(cursor), limit + 1);
  const items = rows.slice(0, limit).map(toComment);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items, next: hasMore ? { key: keyOf(last), id: last.id } : null };
}
