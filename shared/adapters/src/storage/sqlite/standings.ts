import type { CommentStatus } from '@parley/contracts/objects';
import type { AuthorStanding, CommentRecord } from '@parley/core/ports/records';
import type { Database } from './database.ts';

const NONE: AuthorStanding = { published: 0, held: 0, rejected: 0 };

export function findStanding(db: Database, site: string, author: string): AuthorStanding {
  const found = db.get<AuthorStanding>(
    'SELECT published, held, rejected FROM standings WHERE site = ? AND author = ?',
    site,
    author,
  );
  return { ...NONE, ...found };
}

/** Counts a comment's way from one status to another; deleted comments are not counted. */
export function countStanding(
  db: Database,
  { site, author }: Pick<CommentRecord, 'site' | 'author'>,
  before: CommentStatus | null,
  after: CommentStatus,
): void {
  if (before === after) return;
  const change = (status: keyof AuthorStanding) => Number(after === status) - Number(before === status);
  db.run(
    `INSERT INTO standings (site, author, published, held, rejected) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (site, author) DO UPDATE SET published = published + excluded.published,
       held = held + excluded.held, rejected = rejected + excluded.rejected`,
    site,
    author.id,
    change('published'),
    change('held'),
    change('rejected'),
  );
}
