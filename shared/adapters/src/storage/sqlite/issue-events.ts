import { completeIssueEvent, foldIssueEvent } from '@parley/core/issues/fold-issue';
import type { IssueAct, IssueEventRecord, IssueGroupRecord } from '@parley/core/ports/issue-records';
import type { IssueStore } from '@parley/core/ports/issue-store';
import type { Database } from './database.ts';
import { findGroup, lineOf, putTriage, recount } from './issue-groups.ts';
import { chainEvent } from './review-chain.ts';

type Outcome = Awaited<ReturnType<IssueStore['act']>>;

/** Appends an act to its group's log and its site's chain, and sets what it sets. Within a transaction. */
export function act(db: Database, wanted: IssueAct, expectedVersion: number | null): Outcome {
  const group = findGroup(db, wanted.group);
  if (group === null) return { outcome: 'not-found' };
  const known = findEvent(db, wanted.id);
  if (known !== null) return { outcome: 'done', group, event: known };
  if (expectedVersion !== null && group.version !== expectedVersion) {
    return { outcome: 'conflict', group, event: listEvents(db, group.id, 1)[0] ?? null };
  }
  if (wouldCircle(db, group, wanted.set.mergedInto)) return { outcome: 'conflict', group, event: null };
  const event = completeIssueEvent(group, wanted);
  db.run(
    'INSERT INTO issue_events (issue_group, version, id, record) VALUES (?, ?, ?, ?)',
    event.group,
    event.version,
    event.id,
    JSON.stringify(event),
  );
  chainEvent(db, event);
  putTriage(db, foldIssueEvent(group, event));
  if (event.before.mergedInto !== event.after.mergedInto) {
    for (const place of [event.before.mergedInto, event.after.mergedInto]) {
      if (place !== null) recount(db, place);
    }
  }
  return { outcome: 'done', group: findGroup(db, group.id) ?? group, event };
}

/** Newest first. */
export function listEvents(db: Database, group: string, limit: number): IssueEventRecord[] {
  const sql = 'SELECT record FROM issue_events WHERE issue_group = ? ORDER BY version DESC LIMIT ?';
  return db.all<{ record: string }>(sql, group, limit).map(({ record }) => JSON.parse(record));
}

function findEvent(db: Database, id: string): IssueEventRecord | null {
  const row = db.get<{ record: string }>('SELECT record FROM issue_events WHERE id = ?', id);
  return row === undefined ? null : JSON.parse(row.record);
}

function wouldCircle(db: Database, { id }: IssueGroupRecord, into: string | null | undefined): boolean {
  return typeof into === 'string' && lineOf(db, into).includes(id);
}
