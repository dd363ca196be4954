import type { IssueGroupRecord, IssueReportRecord } from '@parley/core/ports/records';
import type { IssueStore, ReviewCursor } from '@parley/core/ports/store';
import mongoose, { type QueryFilter } from 'mongoose';
import { mergeSlices } from '../merge-slices.ts';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import { recountGroup, settleReport } from './issue-groups.ts';
import type { IssueGroupDocument, IssueReportDocument } from './issue-schemas.ts';
import type { Models } from './models.ts';

/** Reports shown with their group, the newest: enough to see what they have in common. */
const SAMPLES_MAX = 20;

type GroupWithReports = IssueGroupDocument & { reports: IssueReportDocument[] };

export function createIssues(access: Access): IssueStore {
  const { models } = access;
  return {
    add: (report, group) => addReport(access, report, group),
    findByTicket: async (ticket) => {
      const report = await findReport(models, ticket);
      return report && findGroup(models, report.group);
    },
    remove: async (ticket) => (await removeReports(models, { _id: ticket })) > 0,
    purge: async (before, limit) => {
      const old = await models.issueReports
        .find({ receivedAt: mongoose.trusted({ $lt: before }) }, { _id: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>()
        .exec();
      return removeReports(models, { _id: mongoose.trusted({ $in: old.map(({ _id }) => _id) }) });
    },
    find: (group) => findGroup(models, group),
    list: async ({ sites, state, after, limit }) => {
      const inState = state === null ? {} : { state };
      const filters: QueryFilter<IssueGroupDocument>[] =
        sites === null ? [inState] : sites.map((site) => ({ ...inState, site }));
      const lists = await Promise.all(filters.map((filter) => readGroups(models, filter, after, limit + 1)));
      const { items, next } = mergeSlices(lists, limit, newestFirst, cursorOf);
      return { groups: items, next };
    },
    update: async (id, version, set) => {
      const fields = Object.entries(set).filter(([, value]) => value !== undefined);
      const { modifiedCount } = await models.issueGroups
        .updateOne({ _id: id, version }, { $set: Object.fromEntries(fields), $inc: { version: 1 } })
        .exec();
      return modifiedCount === 0 ? null : findGroup(models, id);
    },
  };
}

async function addReport(
  access: Access,
  { ticket, diagnostics, ...report }: IssueReportRecord,
  { id: group, title: groupTitle }: { id: string; title: string },
): Promise<{ isNew: boolean; group: IssueGroupRecord }> {
  const { models, clock } = access;
  const document: IssueReportDocument = {
    _id: ticket,
    ...report,
    diagnostics: JSON.stringify(diagnostics),
    group,
    groupTitle,
    pendingAt: clock.now(),
  };
  const isNew = await insertOnce(() => models.issueReports.insertMany([document], { lean: true }));
  if (isNew) await access.reached('report-written');
  const known = isNew ? document : await findReport(models, ticket);
  if (known?.pendingAt !== undefined) await settleReport(access, known);
  const found = await findGroup(models, known?.group ?? group);
  if (found === null) throw new Error(`there is no issue group ${group}`);
  return { isNew, group: found };
}

/** Groups stay when their last report goes: what was fixed must be known when it comes back. */
async function removeReports(models: Models, filter: QueryFilter<IssueReportDocument>): Promise<number> {
  const groups = await models.issueReports.distinct('group', filter).exec();
  const { deletedCount } = await models.issueReports.deleteMany(filter).exec();
  for (const group of groups) await recountGroup(models, group, null);
  return deletedCount;
}

function findReport({ issueReports }: Models, ticket: string): Promise<IssueReportDocument | null> {
  return issueReports.findOne({ _id: ticket }).lean<IssueReportDocument | null>().exec();
}

async function findGroup(models: Models, id: string): Promise<IssueGroupRecord | null> {
  return (await readGroups(models, { _id: id }, null, 1))[0] ?? null;
}

/** Groups with their newest reports, last seen first. */
async function readGroups(
  { issueGroups, issueReports }: Models,
  filter: QueryFilter<IssueGroupDocument>,
  after: ReviewCursor | null,
  limit: number,
): Promise<IssueGroupRecord[]> {
  if (after !== null) {
    filter.$or = [
      { lastSeen: mongoose.trusted({ $lt: after.key }) },
      { lastSeen: after.key, _id: mongoose.trusted({ $lt: after.id }) },
    ];
  }
  const groups = await issueGroups
    .find(filter)
    .sort({ lastSeen: -1, _id: -1 })
    .limit(limit)
    .lean<IssueGroupDocument[]>()
    .exec();
  return Promise.all(
    groups.map(async (group) => {
      const reports = await issueReports
        .find({ group: group._id })
        .sort({ receivedAt: -1, _id: -1 })
        .limit(SAMPLES_MAX)
        .lean<IssueReportDocument[]>()
        .exec();
      return toGroup({ ...group, reports });
    }),
  );
}

function toGroup({ _id, tally: _tally, reports, ...rest }: GroupWithReports): IssueGroupRecord {
  return { id: _id, ...rest, samples: reports.map(toReport) };
}

function toReport(document: IssueReportDocument): IssueReportRecord {
  const { _id, group: _group, groupTitle: _title, pendingAt: _pendingAt, diagnostics, ...rest } = document;
  return { ticket: _id, ...rest, diagnostics: JSON.parse(diagnostics) };
}

function cursorOf(group: IssueGroupRecord): ReviewCursor {
  return { key: group.lastSeen, id: group.id };
}

function newestFirst(a: IssueGroupRecord, b: IssueGroupRecord): number {
  return b.lastSeen - a.lastSeen || (a.id < b.id ? 1 : -1);
}
