import type { AuthorStanding } from '@parley/core/ports/records';
import type { Drift } from '@parley/core/ports/store';
import type { Database } from './database.ts';
import { findStanding } from './standings.ts';

/** Authors looked at in one step. */
const STEP = 100;

/** Recounts the standing of some of a thread's authors over their whole site. `after`: the last author seen. */
export function recountStandings(
  db: Database,
  thread: string,
  after: string | null,
): { drift: Drift[]; next: string | null } {
  const site = db.get<{ site: string }>('SELECT site FROM threads WHERE id = ?', thread)?.site;
  if (site === undefined) return { drift: [], next: null };
  const authors = db.all<{ author: string }>(
    `SELECT DISTINCT author_id AS author FROM comments WHERE thread = ? AND author_id > ?
     ORDER BY author_id LIMIT ?`,
    thread,
    after ?? '',
    STEP,
  );
  const drift = authors.flatMap(({ author }) => recountStanding(db, site, author));
  return { drift, next: authors.length === STEP ? (authors.at(-1)?.author ?? null) : null };
}

function recountStanding(db: Database, site: string, author: string): Drift[] {
  const stored = findStanding(db, site, author);
  const counted = db.get<AuthorStanding>(
    `SELECT count(*) FILTER (WHERE status = 'published') AS published,
       count(*) FILTER (WHERE status = 'held') AS held,
       count(*) FILTER (WHERE status = 'rejected') AS rejected
     FROM comments WHERE site = ? AND author_id = ?`,
    site,
    author,
  );
  if (counted === undefined) return [];
  const drift = (['published', 'held', 'rejected'] as const)
    .map((status) => ({
      what: `standing.${status}`,
      id: author,
      stored: stored[status],
      counted: counted[status],
    }))
    .filter((entry) => entry.stored !== entry.counted);
  if (drift.length > 0) {
    db.run(
      'INSERT OR REPLACE INTO standings (site, author, published, held, rejected) VALUES (?, ?, ?, ?, ?)',
      site,
      author,
      counted.published,
      counted.held,
      counted.rejected,
    );
  }
  return drift;
}
