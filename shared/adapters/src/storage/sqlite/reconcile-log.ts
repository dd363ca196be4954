import { LOG_LENGTH } from '@parley/contracts/limits';
import type { Drift } from '@parley/core/ports/store';
import { type CommentRow, SELECT_COMMENTS, toComment } from './comment-rows.ts';
import type { Database } from './database.ts';
import { appendChanges } from './thread-log.ts';

/**
 * Compares a thread's log with its comments. Numbers must follow one another up to the head: what lies before a
 * hole is cut off, so that readers behind it load anew. While the log still begins at 1 every listed comment must
 * be in it: those that are not are appended. Within a transaction.
 */
export function reconcileLog(db: Database, thread: string): Drift[] {
  const head = db.get<{ head: number }>('SELECT head FROM threads WHERE id = ?', thread)?.head ?? 0;
  const holes = cutBeforeHole(db, thread, head);
  const isWhole = countLogged(db, thread, 0) === head && head <= LOG_LENGTH;
  return isWhole ? [...holes, ...logMissing(db, thread)] : holes;
}

function cutBeforeHole(db: Database, thread: string, head: number): Drift[] {
  const from = Math.max(0, head - LOG_LENGTH);
  const sql = 'SELECT seq FROM changes WHERE thread = ? AND seq > ? ORDER BY seq DESC';
  const numbers = db.all<{ seq: number }>(sql, thread, from).map(({ seq }) => seq);
  const whole = numbers.findIndex((seq, index) => seq !== head - index);
  if (whole === -1) return [];
  db.run('DELETE FROM changes WHERE thread = ? AND seq <= ?', thread, numbers[whole] ?? 0);
  return [{ what: 'log.holes', id: thread, stored: whole, counted: numbers.length }];
}

function countLogged(db: Database, thread: string, after: number): number {
  const sql = 'SELECT count(*) AS count FROM changes WHERE thread = ? AND seq > ?';
  return db.get<{ count: number }>(sql, thread, after)?.count ?? 0;
}

function logMissing(db: Database, thread: string): Drift[] {
  const rows = db.tuples<CommentRow>(
    `${SELECT_COMMENTS} WHERE id >= ? AND id < ? AND listed = 1 AND id NOT IN
       (SELECT comment FROM changes WHERE thread = ? AND comment IS NOT NULL) ORDER BY id`,
    thread,
    `${thread}~`,
    thread,
  );
  return rows.map((row) => {
    const comment = toComment(row);
    const kind = comment.status === 'published' ? 'published' : 'restored';
    appendChanges(db, thread, [{ kind, comment, replyCounts: {}, commentCount: 0 }]);
    return { what: 'log.missing', id: comment.id, stored: 0, counted: comment.rev };
  });
}
