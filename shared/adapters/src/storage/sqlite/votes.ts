import type { LoggedChange } from '@parley/core/ports/records';
import type { VoteStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import { findComment } from './comment-rows.ts';
import type { Database } from './database.ts';
import { settleComment } from './settle-comment.ts';

type Totals = { up: number; down: number };
type Vote = Parameters<VoteStore['set']>[0];

export function createVotes({ db, read, write }: Access): VoteStore {
  return {
    set: (vote) => write(() => setVote(db, vote)),
    mine: (thread, reader) =>
      read(() => {
        const rows = db.all<{ comment: string; value: -1 | 1 }>(
          'SELECT comment, value FROM votes WHERE thread = ? AND reader = ?',
          thread,
          reader,
        );
        return new Map(rows.map(({ comment, value }) => [comment, value]));
      }),
    flush: (before, limit) => write(() => flush(db, before, limit)),
  };
}

function setVote(db: Database, { thread, comment, reader, value, at }: Vote): Totals {
  const totals = findTotals(db, comment) ?? startTotals(db, thread, comment);
  const old = db.get<{ value: number }>(
    'SELECT value FROM votes WHERE comment = ? AND reader = ?',
    comment,
    reader,
  );
  const was = old?.value ?? 0;
  if (was === value) return totals;
  if (value === 0) {
    db.run('DELETE FROM votes WHERE comment = ? AND reader = ?', comment, reader);
  } else {
    db.run(
      `INSERT INTO votes (comment, reader, thread, value, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (comment, reader) DO UPDATE SET value = excluded.value, at = excluded.at`,
      comment,
      reader,
      thread,
      value,
      at,
    );
  }
  const up = totals.up + Number(value === 1) - Number(was === 1);
  const down = totals.down + Number(value === -1) - Number(was === -1);
  // The oldest vote that is not shown yet decides when the comment is due.
  db.run(
    'UPDATE vote_totals SET up = ?, down = ?, marked_at = coalesce(marked_at, ?) WHERE comment = ?',
    up,
    down,
    at,
    comment,
  );
  return { up, down };
}

function findTotals(db: Database, comment: string): Totals | null {
  const row = db.get<Totals>('SELECT up, down FROM vote_totals WHERE comment = ?', comment);
  return row === undefined ? null : { up: row.up, down: row.down };
}

/** The first vote on a comment: counting goes on from what the comment came with, from an import, say. */
function startTotals(db: Database, thread: string, comment: string): Totals {
  const { up, down } = findComment(db, comment) ?? { up: 0, down: 0 };
  db.run(
    `INSERT INTO vote_totals (comment, thread, base_up, base_down, up, down) VALUES (?, ?, ?, ?, ?, ?)`,
    comment,
    thread,
    up,
    down,
    up,
    down,
  );
  return { up, down };
}

function flush(db: Database, before: number, limit: number): LoggedChange[] {
  const due = db.all<Totals & { comment: string }>(
    `SELECT comment, up, down FROM vote_totals
     WHERE marked_at IS NOT NULL AND marked_at < ? ORDER BY marked_at LIMIT ?`,
    before,
    limit,
  );
  return due.flatMap(({ comment: id, up, down }) => {
    db.run('UPDATE vote_totals SET marked_at = NULL WHERE comment = ?', id);
    const comment = findComment(db, id);
    if (comment === null || (comment.up === up && comment.down === down)) return [];
    return settleComment(db, comment, { ...comment, up, down }).changes;
  });
}
