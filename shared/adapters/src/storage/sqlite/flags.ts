import type { FlagReason } from '@parley/contracts/objects';
import type { FlagRow } from '@parley/core/ports/records';
import type { FlagStore, ReviewChange } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import { findComment } from './comment-rows.ts';
import type { Database } from './database.ts';
import { applyReviewEvent } from './review-items.ts';

type Row = Omit<FlagRow, 'reader' | 'reason'> & { reader: string; reader_name: string; reason: FlagReason };

export function createFlags({ db, read, write }: Access): FlagStore {
  return {
    add: (flag, review) => write(() => addFlag(db, flag, review)),
    mine: (thread, reader) =>
      read(() => {
        const sql = 'SELECT DISTINCT comment FROM flags WHERE thread = ? AND reader = ? ORDER BY comment';
        return db.all<{ comment: string }>(sql, thread, reader).map(({ comment }) => comment);
      }),
    listFor: (comment) =>
      read(() =>
        db
          .all<Row>(
            `SELECT thread, comment, revision, reader, reader_name, reason, note, snapshot, at
             FROM flags WHERE comment = ?`,
            comment,
          )
          .map(({ reader_name: name, reader: id, ...rest }) => ({ ...rest, reader: { id, name } }))
          .sort((a, b) => a.at - b.at),
      ),
  };
}

function addFlag(db: Database, flag: FlagRow, review: ReviewChange): Awaited<ReturnType<FlagStore['add']>> {
  const comment = findComment(db, flag.comment);
  if (comment === null) return { isNew: false, item: null };
  const added = db.run(
    `INSERT INTO flags (thread, comment, revision, reader, reader_name, reason, note, snapshot, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (comment, revision, reader) DO NOTHING`,
    flag.thread,
    flag.comment,
    flag.revision,
    flag.reader.id,
    flag.reader.name,
    flag.reason,
    flag.note,
    flag.snapshot,
    flag.at,
  );
  if (added === 0) return { isNew: false, item: null };
  const change = { ...review, event: { ...review.event, reason: flag.reason } };
  return { isNew: true, item: applyReviewEvent(db, change, { before: comment, after: comment }).item };
}
