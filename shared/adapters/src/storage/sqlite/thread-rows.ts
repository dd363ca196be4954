import type { ThreadRecord } from '@parley/core/ports/records';
import type { ReviewCursor } from '@parley/core/ports/store';
import type { Database } from './database.ts';

type ThreadRow = {
  id: string;
  site: string;
  key: string;
  url: string;
  title: string;
  state: ThreadRecord['state'];
  premoderation: ThreadRecord['premoderation'];
  head: number;
  comment_count: number;
  created_at: number;
  slow_mode: number;
};

const COLUMNS = 'id, site, key, url, title, state, premoderation, head, comment_count, created_at, slow_mode';

export function findThread(db: Database, id: string): ThreadRecord | null {
  const row = db.get<ThreadRow>(`SELECT ${COLUMNS} FROM threads WHERE id = ?`, id);
  return row === undefined ? null : toThread(row);
}

/** A site's threads by when they began, newest first. */
export function listThreads(
  db: Database,
  {
    site,
    state,
    after,
    limit,
  }: { site: string; state: ThreadRecord['state'] | null; after: ReviewCursor | null; limit: number },
): ThreadRecord[] {
  const rows = db.all<ThreadRow>(
    `SELECT ${COLUMNS} FROM threads WHERE site = ? ${state === null ? '' : 'AND state = ?'}
     ${after === null ? '' : 'AND (created_at, id) < (?, ?)'} ORDER BY created_at DESC, id DESC LIMIT ?`,
    site,
    ...(state === null ? [] : [state]),
    ...(after === null ? [] : [after.key, after.id]),
    limit,
  );
  return rows.map(toThread);
}

export function hasThread(db: Database, id: string): boolean {
  return db.get('SELECT 1 FROM threads WHERE id = ?', id) !== undefined;
}

/** Moves the thread's head on by so many changes and its count by so many comments; answers it as it is then. */
export function advanceThread(
  db: Database,
  id: string,
  changes: number,
  comments: number,
): ThreadRecord | null {
  const thread = findThread(db, id);
  if (thread === null) return null;
  const head = thread.head + changes;
  const commentCount = thread.commentCount + comments;
  db.run('UPDATE threads SET head = ?, comment_count = ? WHERE id = ?', head, commentCount, id);
  return { ...thread, head, commentCount };
}

/** Nothing happens when the thread is there already. */
export function insertThread(db: Database, thread: ThreadRecord): void {
  db.run(
    `INSERT INTO threads (${COLUMNS})
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    thread.id,
    thread.site,
    thread.key,
    thread.url,
    thread.title,
    thread.state,
    thread.premoderation,
    thread.head,
    thread.commentCount,
    thread.createdAt,
    thread.slowModeSeconds ?? 0,
  );
}

function toThread(row: ThreadRow): ThreadRecord {
  return {
    id: row.id,
    site: row.site,
    key: row.key,
    url: row.url,
    title: row.title,
    state: row.state,
    premoderation: row.premoderation,
    head: row.head,
    commentCount: row.comment_count,
    createdAt: row.created_at,
    ...(row.slow_mode > 0 ? { slowModeSeconds: row.slow_mode } : {}),
  };
}
