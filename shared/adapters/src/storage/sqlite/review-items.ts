import type { CommentStatus, ReviewState } from '@parley/contracts/objects';
import { facetsOf } from '@parley/core/moderation/facets';
import {
  completeReviewEvent,
  foldReviewEvent,
  type StoredReviewEvent,
} from '@parley/core/moderation/fold-review';
import type { CommentRecord, ReviewItemRecord } from '@parley/core/ports/records';
import type { ReviewChange } from '@parley/core/ports/store';
import type { Database } from './database.ts';
import { fileEntry } from './log-terms.ts';
import { chainEvent } from './review-chain.ts';

type ItemRow = {
  id: string;
  site: string;
  thread: string;
  version: number;
  state: ReviewState;
  score: number;
  reasons: string;
  flags: string;
  claim: string | null;
  status: CommentStatus;
  opened_at: number;
  entered_at: number;
  due_at: number;
  decision: string | null;
};

export const ITEM_COLUMNS =
  'id, site, thread, version, state, score, reasons, flags, claim, status, opened_at, entered_at, due_at, decision';

export function toItem(row: ItemRow): ReviewItemRecord {
  const { id, site, thread, version, state, score } = row;
  return {
    id,
    site,
    thread,
    version,
    state,
    score,
    reasons: JSON.parse(row.reasons),
    flags: JSON.parse(row.flags),
    claim: row.claim === null ? null : JSON.parse(row.claim),
    status: row.status,
    openedAt: row.opened_at,
    enteredAt: row.entered_at,
    dueAt: row.due_at,
    decision: row.decision === null ? null : JSON.parse(row.decision),
  };
}

/** Items by a clause that follows `FROM review_items`. */
export function selectItems(
  db: Database,
  clause: string,
  ...values: (string | number)[]
): ReviewItemRecord[] {
  return db.all<ItemRow>(`SELECT ${ITEM_COLUMNS} FROM review_items ${clause}`, ...values).map(toItem);
}

export function findItem(db: Database, id: string): ReviewItemRecord | null {
  return selectItems(db, 'WHERE id = ?', id)[0] ?? null;
}

/** Appends an event to a comment's item, making the item if there is none. Within a transaction. */
export function applyReviewEvent(
  db: Database,
  change: Omit<ReviewChange, 'dueAt'> & { dueAt: number | null },
  comment: { before: CommentRecord; after: CommentRecord },
): { item: ReviewItemRecord; event: StoredReviewEvent } {
  const before = findItem(db, comment.after.id);
  const event = completeReviewEvent(before, change, comment);
  const item = foldReviewEvent(before, event, comment.after.thread);
  db.run(
    'INSERT INTO review_events (item, version, id, site, at, bulk, record) VALUES (?, ?, ?, ?, ?, ?, ?)',
    item.id,
    event.version,
    event.id,
    event.site,
    event.at,
    event.bulk ?? null,
    JSON.stringify(event),
  );
  chainEvent(db, event);
  fileEntry(db, event);
  putItem(db, item);
  return { item, event };
}

/** Writes the item whole, with the rows by which a queue of one of its facets is read. */
export function putItem(db: Database, item: ReviewItemRecord): void {
  db.run(
    `INSERT OR REPLACE INTO review_items (${ITEM_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    item.id,
    item.site,
    item.thread,
    item.version,
    item.state,
    item.score,
    JSON.stringify(item.reasons),
    JSON.stringify(item.flags),
    item.claim === null ? null : JSON.stringify(item.claim),
    item.status,
    item.openedAt,
    item.enteredAt,
    item.dueAt,
    item.decision === null ? null : JSON.stringify(item.decision),
  );
  // The one facet that gives way to another: reasons stay, and so does the thread.
  db.run("DELETE FROM review_reasons WHERE item = ? AND reason > 'status:' AND reason < 'status;'", item.id);
  for (const facet of facetsOf(item)) {
    db.run(
      `INSERT OR REPLACE INTO review_reasons (item, reason, site, state, score, opened_at, entered_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      item.id,
      facet,
      item.site,
      item.state,
      item.score,
      item.openedAt,
      item.enteredAt,
    );
  }
}

/** The item's events, oldest first. */
export function listEvents(db: Database, item: string): StoredReviewEvent[] {
  const sql = 'SELECT record FROM review_events WHERE item = ? ORDER BY version';
  return db.all<{ record: string }>(sql, item).map(({ record }) => JSON.parse(record));
}

export function setClaim(db: Database, id: string, claim: ReviewItemRecord['claim']): void {
  db.run('UPDATE review_items SET claim = ? WHERE id = ?', claim && JSON.stringify(claim), id);
}
