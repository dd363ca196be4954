import type { CommentRecord, CommentRevision } from '@parley/core/ports/records';
import type { Database } from './database.ts';

/** Keeps the body that a comment has now, with the time at which it was written. */
export function addRevision(db: Database, comment: CommentRecord): void {
  db.run(
    'INSERT INTO revisions (comment, revision, source, at) VALUES (?, ?, ?, ?)',
    comment.id,
    comment.revision,
    comment.source ?? '',
    comment.editedAt ?? comment.createdAt,
  );
}

/** The latest `limit` bodies a comment had before, oldest first. */
export function listRevisions(db: Database, comment: string, limit: number): CommentRevision[] {
  const rows = db.all<CommentRevision>(
    'SELECT comment, revision, source, at FROM revisions WHERE comment = ? ORDER BY revision DESC LIMIT ?',
    comment,
    limit,
  );
  return rows.map((row) => ({ ...row })).reverse();
}

export function eraseRevisions(db: Database, comment: string): void {
  db.run('DELETE FROM revisions WHERE comment = ?', comment);
}
