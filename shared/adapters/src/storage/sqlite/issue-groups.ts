import type { IssueState } from '@parley/contracts/objects';
import { BEGUN } from '@parley/core/issues/fold-issue';
import type { FiledReport, IssueGroupRecord, IssueReportRecord } from '@parley/core/ports/issue-records';
import { mergeSlices } from '../merge-slices.ts';
import type { Database } from './database.ts';

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
  assignee: string | null;
  merged_into: string | null;
  last_act: string | null;
  tally: number;
  spiking_since: number | null;
};
type Counted = { count: number; first: number | null; last: number | null };

const COLUMNS = `id, site, version, state, title, diagnosis, count, first_seen, last_seen, fixed_in, public_note,
  assignee, merged_into, last_act, tally, spiking_since`;

export function findGroup(db: Database, id: string): IssueGroupRecord | null {
  return selectGroups(db, 'WHERE id = ?', id)[0] ?? null;
}

/** Groups by a clause that follows `FROM issue_groups`. */
export function selectGroups(
  db: Database,
  clause: string,
  ...values: (string | number)[]
): IssueGroupRecord[] {
  const rows = db.all<Row>(`SELECT ${COLUMNS} FROM issue_groups ${clause}`, ...values);
  return rows.map(toGroup);
}

/** Makes the group that a report is the first of, unless it is there. */
export function ensureGroup(db: Database, { report, group }: FiledReport): void {
  db.run(
    `INSERT INTO issue_groups (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, NULL, NULL, NULL, NULL, NULL, 0, NULL)
     ON CONFLICT (id) DO NOTHING`,
    group.id,
    report.site,
    BEGUN.version,
    BEGUN.state,
    group.title,
    JSON.stringify(report.diagnosis),
    report.receivedAt,
    report.receivedAt,
  );
}

/** Writes what an event made of its group. */
export function putTriage(db: Database, group: IssueGroupRecord): void {
  db.run(
    `UPDATE issue_groups SET version = ?, state = ?, fixed_in = ?, public_note = ?, assignee = ?, merged_into = ?,
       last_act = ? WHERE id = ?`,
    group.version,
    group.state,
    group.fixedIn,
    group.publicNote,
    group.assignee && JSON.stringify(group.assignee),
    group.mergedInto,
    group.last && JSON.stringify(group.last),
    group.id,
  );
}

/** Counts a group, and all that it is merged into, anew from the reports. Within a transaction. */
export function recount(db: Database, id: string): void {
  for (const group of lineOf(db, id)) {
    const counts = membersOf(db, group).map((member) => countOf(db, member));
    const seen = counts.filter((counted) => counted.first !== null && counted.last !== null);
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    // Without any left, when they came stays as it was.
    db.run(
      `UPDATE issue_groups SET tally = tally + 1, count = ?, first_seen = coalesce(?, first_seen),
         last_seen = coalesce(?, last_seen) WHERE id = ?`,
      total,
      seen.length === 0 ? null : Math.min(...seen.map(({ first }) => Number(first))),
      seen.length === 0 ? null : Math.max(...seen.map(({ last }) => Number(last))),
      group,
    );
  }
}

/** A group and those that it is merged into, one by way of the other; the last shows its reports. */
export function lineOf(db: Database, id: string): string[] {
  const line: string[] = [];
  for (let next: string | null = id; next !== null; ) {
    line.push(next);
    const sql = 'SELECT merged_into FROM issue_groups WHERE id = ?';
    next = db.get<{ merged_into: string | null }>(sql, next)?.merged_into ?? null;
  }
  return line;
}

/** A group and those that are merged into it, one by way of the other. */
export function membersOf(db: Database, id: string): string[] {
  const members = [id];
  for (const member of members) {
    const sql = 'SELECT id FROM issue_groups WHERE merged_into = ?';
    members.push(...db.all<{ id: string }>(sql, member).map((row) => row.id));
  }
  return members;
}

function countOf(db: Database, group: string): Counted {
  const sql =
    'SELECT count(*) AS count, min(received_at) AS first, max(received_at) AS last FROM issue_reports WHERE issue_group = ?';
  return db.get<Counted>(sql, group) ?? { count: 0, first: null, last: null };
}

function toGroup(row: Row): IssueGroupRecord {
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
    assignee: row.assignee === null ? null : JSON.parse(row.assignee),
    mergedInto: row.merged_into,
    last: row.last_act === null ? null : JSON.parse(row.last_act),
    tally: row.tally,
    spikingSince: row.spiking_since,
  };
}

/** The newest reports that a group shows. */
export function readSamples(db: Database, id: string, limit: number): IssueReportRecord[] {
  const lists = membersOf(db, id).map((group) =>
    db
      .all<{ record: string }>(
        'SELECT record FROM issue_reports WHERE issue_group = ? ORDER BY received_at DESC, ticket DESC LIMIT ?',
        group,
        limit,
      )
      .map(({ record }): IssueReportRecord => JSON.parse(record)),
  );
  return mergeSlices(lists, limit, newestFirst, () => null).items;
}

function newestFirst(a: IssueReportRecord, b: IssueReportRecord): number {
  return b.receivedAt - a.receivedAt || (a.ticket < b.ticket ? 1 : -1);
}

export function listLively(
  db: Database,
  since: number,
  limit: number,
): Pick<IssueGroupRecord, 'id' | 'spikingSince'>[] {
  type Lively = { id: string; spikingSince: number | null };
  const recent = db.all<Lively>(
    `SELECT id, spiking_since AS spikingSince FROM issue_groups
     WHERE merged_into IS NULL AND last_seen >= ? ORDER BY last_seen DESC LIMIT ?`,
    since,
    limit,
  );
  const spiking = db.all<Lively>(
    'SELECT id, spiking_since AS spikingSince FROM issue_groups WHERE spiking_since > 0 LIMIT ?',
    limit,
  );
  return [...new Map([...recent, ...spiking].map((group) => [group.id, group])).values()];
}

export function countSince(db: Database, group: string, since: number): number {
  const sql = 'SELECT count(*) AS count FROM issue_reports WHERE issue_group = ? AND received_at >= ?';
  return membersOf(db, group)
    .map((member) => db.get<{ count: number }>(sql, member, since)?.count ?? 0)
    .reduce((sum, count) => sum + count, 0);
}
