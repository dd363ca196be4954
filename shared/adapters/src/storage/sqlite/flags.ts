import type { FlagReason } from '@parley/contracts/objects';
import type { FlagOutcome, FlagRow, KeptFlag } from '@parley/core/ports/records';
import type { FlagStore, ReviewChange } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import { findComment } from './comment-rows.ts';
import type { Database } from './database.ts';
import { applyReviewEvent } from './review-items.ts';

type Row = Omit<KeptFlag, 'reader' | 'reason' | 'parts'> & {
  reader: string;
  reader_name: string;
  reason: FlagReason;
  parts: string;
};

export function createFlags({ db, read, write }: Access): FlagStore {
  return {
    add: (flag, review) => write(() => addFlag(db, flag, review)),
    mine: (thread, reader) =>
      read(() => {
        const sql = 'SELECT DISTINCT comment FROM flags WHERE thread = ? AND reader = ? ORDER BY comment';
        return db.all<{ comment: string }>(sql, thread, reader).map(({ comment }) => comment);
      }),
    listFor: (comment) => read(() => listFlags(db, comment)),
    accuracy: (site, reader, limit) =>
      read(() => {
        const decided = db.all<{ outcome: FlagOutcome }>(
          `SELECT outcome FROM flags WHERE site = ? AND reader = ? AND outcome IS NOT NULL
           ORDER BY at DESC LIMIT ?`,
          site,
          reader,
          limit,
        );
        const count = (wanted: FlagOutcome) => decided.filter(({ outcome }) => outcome === wanted).length;
        return { agreed: count('agreed'), disagreed: count('disagreed') };
      }),
  };
}

/** A comment's flags, oldest first. */
export function listFlags(db: Database, comment: string): KeptFlag[] {
  return db
    .all<Row>(
      `SELECT thread, site, comment, revision, reader, reader_name, reason, note, snapshot, at, weight, parts,
         version, outcome
       FROM flags WHERE comment = ?`,
      comment,
    )
    .map(({ reader_name: name, reader: id, parts, ...rest }) => ({
      ...rest,
      reader: { id, name },
      parts: JSON.parse(parts),
    }))
    .sort((a, b) => a.at - b.at);
}

function addFlag(db: Database, flag: FlagRow, review: ReviewChange): Awaited<ReturnType<FlagStore['add']>> {
  const comment = findComment(db, flag.comment);
  if (comment === null) return { isNew: false, item: null };
  const added = db.run(
    `INSERT INTO flags (thread, site, comment, revision, reader, reader_name, reason, note, snapshot, at, weight, parts)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (comment, revision, reader) DO NOTHING`,
    flag.thread,
    flag.site,
    flag.comment,
    flag.revision,
    flag.reader.id,
    flag.reader.name,
    flag.reason,
    flag.note,
    flag.snapshot,
    flag.at,
    flag.weight,
    JSON.stringify(flag.parts),
  );
  if (added === 0) return { isNew: false, item: null };
  const change = { ...review, event: { ...review.event, reason: flag.reason } };
  const { item, event } = applyReviewEvent(db, change, { before: comment, after: comment });
  db.run(
    'UPDATE flags SET version = ? WHERE comment = ? AND revision = ? AND reader = ?',
    event.version,
    flag.comment,
    flag.revision,
    flag.reader.id,
  );
  return { isNew: true, item };
}
