import type { IssueState } from '@parley/contracts/objects';
import type { IssueGroupRecord, IssueReportRecord } from '@parley/core/ports/records';
import type { IssueStore, ReviewCursor } from '@parley/core/ports/store';
import { mergeSlices } from '../merge-slices.ts';
import type { Access } from './access.ts';
import type { Database } from './database.ts';

/** Reports shown with their group, the newest: enough to see what they have in common. */
const SAMPLES_MAX = 20;

type Row = {
  id: string;
  site: string;
  version: number;
  state: IssueState;
  title: string;
  diagnosis: string;
  count: number;
  first_seen: number;
  last_seen: number;
  fixed_in: string | null;
  public_note: string | null;
};
type Filter = { column: 'site' | 'state'; value: string };

const COLUMNS =
  'id, site, version, state, title, diagnosis, count, first_seen, last_seen, fixed_in, public_note';

export function createIssues({ db, read, write }: Access): IssueStore {
  return {
    add: (report, group) => write(() => addReport(db, report, group)),
    findByTicket: (ticket) =>
      read(() => {
        const group = groupOf(db, ticket);
        return group === null ? null : findGroup(db, group);
      }),
    remove: (ticket) => write(() => removeReports(db, 'ticket = ?', [ticket]) > 0),
    purge: (before, limit) =>
      write(() =>
        removeReports(db, 'ticket IN (SELECT ticket FROM issue_reports WHERE received_at < ? LIMIT ?)', [
          before,
          limit,
        ]),
      ),
    find: (group) => read(() => findGroup(db, group)),
    list: (query) =>
      read(() => {
        const state: Filter[] = query.state === null ? [] : [{ column: 'state', value: query.state }];
        const sites: Filter[][] = query.sites?.map((value) => [{ column: 'site', value }]) ?? [[]];
        const lists = sites.map((site) => listGroups(db, [...site, ...state], query.after, query.limit + 1));
        const { items, next } = mergeSlices(lists, query.limit, newestFirst, cursorOf);
        return { groups: items, next };
      }),
    update: (id, version, set) =>
      write(() => {
        const group = findGroup(db, id);
        if (group === null || group.version !== version) return null;
        const { state, fixedIn, publicNote } = { ...group, ...set };
        db.run(
          'UPDATE issue_groups SET version = version + 1, state = ?, fixed_in = ?, public_note = ? WHERE id = ?',
          state,
          fixedIn,
          publicNote,
          id,
        );
        return findGroup(db, id);
      }),
  };
}

function addReport(
  db: Database,
  report: IssueReportRecord,
  { id, title }: { id: string; title: string },
): { isNew: boolean; group: IssueGroupRecord } {
  const known = groupOf(db, report.ticket);
  if (known !== null) return { isNew: false, group: getGroup(db, known) };
  db.run(
    'INSERT INTO issue_reports (ticket, issue_group, received_at, record) VALUES (?, ?, ?, ?)',
    report.ticket,
    id,
    report.receivedAt,
    JSON.stringify(report),
  );
  // The version stays: it is the triage's, and a busy group must not refuse every decision on it.
  db.run(
    `INSERT INTO issue_groups (${COLUMNS}) VALUES (?, ?, 1, 'new', ?, ?, 1, ?, ?, NULL, NULL)
     ON CONFLICT (id) DO UPDATE SET count = count + 1, first_seen = min(first_seen, excluded.first_seen),
       last_seen = max(last_seen, excluded.last_seen)`,
    id,
    report.site,
    title,
    JSON.stringify(report.diagnosis),
    report.receivedAt,
    report.receivedAt,
  );
  return { isNew: true, group: getGroup(db, id) };
}

/** Groups stay when their last report goes: what was fixed must be known when it comes back. */
function removeReports(db: Database, condition: string, values: (string | number)[]): number {
  const removed = db.all<{ issue_group: string }>(
    `DELETE FROM issue_reports WHERE ${condition} RETURNING issue_group`,
    ...values,
  );
  for (const { issue_group } of removed) {
    db.run('UPDATE issue_groups SET count = count - 1 WHERE id = ?', issue_group);
  }
  return removed.length;
}

function groupOf(db: Database, ticket: string): string | null {
  const sql = 'SELECT issue_group FROM issue_reports WHERE ticket = ?';
  return db.get<{ issue_group: string }>(sql, ticket)?.issue_group ?? null;
}

function getGroup(db: Database, id: string): IssueGroupRecord {
  const group = findGroup(db, id);
  if (group === null) throw new Error(`there is no issue group ${id}`);
  return group;
}

function findGroup(db: Database, id: string): IssueGroupRecord | null {
  const row = db.get<Row>(`SELECT ${COLUMNS} FROM issue_groups WHERE id = ?`, id);
  return row === undefined ? null : toGroup(db, row);
}

function listGroups(
  db: Database,
  filters: Filter[],
  after: ReviewCursor | null,
  limit: number,
): IssueGroupRecord[] {
  const conditions = filters.map(({ column }) => `${column} = ?`);
  if (after !== null) conditions.push('(last_seen, id) < (?, ?)');
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const rows = db.all<Row>(
    `SELECT ${COLUMNS} FROM issue_groups ${where} ORDER BY last_seen DESC, id DESC LIMIT ?`,
    ...filters.map(({ value }) => value),
    ...(after === null ? [] : [after.key, after.id]),
    limit,
  );
  return rows.map((row) => toGroup(db, row));
}

function toGroup(db: Database, row: Row): IssueGroupRecord {
  const samples = db.all<{ record: string }>(
    'SELECT record FROM issue_reports WHERE issue_group = ? ORDER BY received_at DESC, ticket DESC LIMIT ?',
    row.id,
    SAMPLES_MAX,
  );
  return {
    id: row.id,
    site: row.site,
    version: row.version,
    state: row.state,
    title: row.title,
    diagnosis: JSON.parse(row.diagnosis),
    count: row.count,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    fixedIn: row.fixed_in,
    publicNote: row.public_note,
    samples: samples.map(({ record }) => JSON.parse(record)),
  };
}

function cursorOf(group: IssueGroupRecord): ReviewCursor {
  return { key: group.lastSeen, id: group.id };
}

function newestFirst(a: IssueGroupRecord, b: IssueGroupRecord): number {
  return b.lastSeen - a.lastSeen || (a.id < b.id ? 1 : -1);
}
