import type { DatabaseSync } from 'node:sqlite';
import type { LogEntry } from '@parley/core/moderation/log-entry';
import { isAboutComment, subjectOf } from '@parley/core/moderation/log-entry';
import { termsOf } from '@parley/core/moderation/log-terms';
import type { ReviewCursor } from '@parley/core/ports/store';
import type { Database } from './database.ts';

/** What an entry of the log is filed under, in the order of time under each. Part of `schema.ts`. */
export const LOG_TERMS = `
  CREATE TABLE log_terms (
    site TEXT NOT NULL,
    is_act INTEGER NOT NULL,
    term TEXT NOT NULL,
    at INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (site, is_act, term, at, id)
  ) WITHOUT ROWID;
`;

type Filed = LogEntry & { id: string; site: string; at: number };

const INSERT = 'INSERT OR IGNORE INTO log_terms (site, is_act, term, at, id) VALUES (?, ?, ?, ?, ?)';
const AUTHOR = 'SELECT author_id AS author FROM comments WHERE id = ?';

/** Files an event, or an act, under its terms. Within the transaction that stores it. */
export function fileEntry(db: Database, entry: Filed): void {
  const author = isAboutComment(entry) ? db.get<{ author: string }>(AUTHOR, subjectOf(entry))?.author : null;
  for (const values of rowsOf(entry, author ?? null)) db.run(INSERT, ...values);
}

/** Files what was written before anything was. */
export function fileAll(driver: DatabaseSync): void {
  const insert = driver.prepare(INSERT);
  const findAuthor = driver.prepare(AUTHOR);
  for (const table of ['review_events', 'acts']) {
    for (const row of driver.prepare(`SELECT record FROM ${table}`).iterate()) {
      const entry: Filed = JSON.parse(String(row.record));
      const found = isAboutComment(entry) ? findAuthor.get(subjectOf(entry)) : undefined;
      const author = found === undefined ? null : String(found.author);
      for (const values of rowsOf(entry, author)) insert.run(...values);
    }
  }
}

/** The records of a site filed under a term after a place, newest first. */
export function selectFiled(
  db: Database,
  table: 'review_events' | 'acts',
  { site, term, after, limit }: { site: string; term: string; after: ReviewCursor | null; limit: number },
): { record: string }[] {
  return db.all<{ record: string }>(
    `SELECT record FROM log_terms t JOIN ${table} e ON e.id = t.id
     WHERE t.site = ? AND t.is_act = ? AND t.term = ? ${after === null ? '' : 'AND (t.at, t.id) < (?, ?)'}
     ORDER BY t.at DESC, t.id DESC LIMIT ?`,
    site,
    Number(table === 'acts'),
    term,
    ...(after === null ? [] : [after.key, after.id]),
    limit,
  );
}

function rowsOf(entry: Filed, author: string | null) {
  const isAct = Number(!('item' in entry));
  return termsOf(entry, author).map((term) => [entry.site, isAct, term, entry.at, entry.id] as const);
}
