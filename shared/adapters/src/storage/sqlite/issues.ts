import { factsOf } from '@parley/core/issues/read-diagnostics';
import type { IssueGroupRecord, IssueReportRecord, ReportFacts } from '@parley/core/ports/issue-records';
import type { IssueStore } from '@parley/core/ports/issue-store';
import type { ReviewCursor } from '@parley/core/ports/store';
import { mergeSlices } from '../merge-slices.ts';
import type { Access } from './access.ts';
import type { Database } from './database.ts';
import { act, listEvents } from './issue-events.ts';
import {
  countSince,
  ensureGroup,
  findGroup,
  lineOf,
  listLively,
  membersOf,
  readSamples,
  recount,
  selectGroups,
} from './issue-groups.ts';

type Filter = { column: 'site' | 'state'; value: string };
type Filed = Parameters<IssueStore['add']>[0];

export function createIssues({ db, read, write }: Access): IssueStore {
  return {
    add: (filed) => write(() => addReports(db, filed)),
    findReport: (ticket) =>
      read(() => {
        const row = db.get<{ record: string }>('SELECT record FROM issue_reports WHERE ticket = ?', ticket);
        return row === undefined ? null : JSON.parse(row.record);
      }),
    findByTicket: (ticket) =>
      read(() => {
        const group = groupOf(db, ticket);
        return group === null ? null : findGroup(db, lineOf(db, group).at(-1) ?? group);
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
    act: (wanted, expectedVersion) => write(() => act(db, wanted, expectedVersion)),
    events: (group, limit) => read(() => listEvents(db, group, limit)),
    listMerged: (group, limit) =>
      read(() =>
        membersOf(db, group)
          .slice(1, limit + 1)
          .flatMap((member) => findGroup(db, member) ?? []),
      ),
    samples: (group, limit) => read(() => readSamples(db, group, limit)),
    facts: (group, limit) => read(() => readFacts(db, group, limit)),
    listLively: (since, limit) => read(() => listLively(db, since, limit)),
    countSince: (group, since) => read(() => countSince(db, group, since)),
    setSpike: (group, from, to) =>
      write(() => {
        const sql = `UPDATE issue_groups SET spiking_since = ?, tally = tally + 1
          WHERE id = ? AND coalesce(spiking_since, 0) = ?`;
        return db.run(sql, to, group, from ?? 0) === 0 ? null : findGroup(db, group);
      }),
  };
}

function addReports(db: Database, filed: Filed): Awaited<ReturnType<IssueStore['add']>> {
  const added = new Map<string, IssueReportRecord[]>();
  const counted = new Set<string>();
  for (const one of filed) {
    const { report } = one;
    const own = groupOf(db, report.ticket) ?? one.group.id;
    const isNew = insertReport(db, own, report);
    if (isNew) {
      ensureGroup(db, one);
      counted.add(own);
    }
    const shown = lineOf(db, own).at(-1) ?? own;
    added.set(shown, [...(added.get(shown) ?? []), ...(isNew ? [report] : [])]);
  }
  for (const group of counted) recount(db, group);
  return [...added].map(([id, reports]) => ({ group: getGroup(db, id), added: reports }));
}

function insertReport(db: Database, group: string, report: IssueReportRecord): boolean {
  const { reader, version, browser, origin } = factsOf(report);
  const written = db.run(
    `INSERT INTO issue_reports (ticket, issue_group, received_at, record, reader, version, browser, origin)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ticket) DO NOTHING`,
    report.ticket,
    group,
    report.receivedAt,
    JSON.stringify(report),
    reader,
    version,
    browser,
    origin,
  );
  return written > 0;
}

/** Groups stay when their last report goes: what was fixed must be known when it comes back. */
function removeReports(db: Database, condition: string, values: (string | number)[]): number {
  const removed = db.all<{ issue_group: string }>(
    `DELETE FROM issue_reports WHERE ${condition} RETURNING issue_group`,
    ...values,
  );
  for (const group of new Set(removed.map(({ issue_group }) => issue_group))) recount(db, group);
  return removed.length;
}

function readFacts(db: Database, group: string, limit: number): ReportFacts[] {
  const lists = membersOf(db, group).map((member) =>
    db.all<ReportFacts>(
      `SELECT received_at AS receivedAt, reader, version, browser, origin FROM issue_reports
       WHERE issue_group = ? ORDER BY received_at DESC LIMIT ?`,
      member,
      limit,
    ),
  );
  return mergeSlices(
    lists,
    limit,
    (a, b) => b.receivedAt - a.receivedAt,
    () => null,
  ).items;
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

function listGroups(
  db: Database,
  filters: Filter[],
  after: ReviewCursor | null,
  limit: number,
): IssueGroupRecord[] {
  const conditions = ['merged_into IS NULL', ...filters.map(({ column }) => `${column} = ?`)];
  if (after !== null) conditions.push('(last_seen, id) < (?, ?)');
  return selectGroups(
    db,
    `WHERE ${conditions.join(' AND ')} ORDER BY last_seen DESC, id DESC LIMIT ?`,
    ...filters.map(({ value }) => value),
    ...(after === null ? [] : [after.key, after.id]),
    limit,
  );
}

function cursorOf(group: IssueGroupRecord): ReviewCursor {
  return { key: group.lastSeen, id: group.id };
}

function newestFirst(a: IssueGroupRecord, b: IssueGroupRecord): number {
  return b.lastSeen - a.lastSeen || (a.id < b.id ? 1 : -1);
}
