import type { IssueGroupRecord, IssueReportRecord, ReportFacts } from '@parley/core/ports/issue-records';
import type { ReviewCursor } from '@parley/core/ports/store';
import mongoose, { type QueryFilter } from 'mongoose';
import { mergeSlices } from '../merge-slices.ts';
import { membersOf } from './issue-lines.ts';
import type { IssueGroupDocument, IssueReportDocument } from './issue-schemas.ts';
import type { Models } from './models.ts';

export async function findGroup(models: Models, id: string): Promise<IssueGroupRecord | null> {
  return (await readGroups(models, { _id: id }, null, 1))[0] ?? null;
}

/** Groups, last seen first. */
export async function readGroups(
  models: Models,
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
  const groups = await models.issueGroups
    .find(filter)
    .sort({ lastSeen: -1, _id: -1 })
    .limit(limit)
    .lean<IssueGroupDocument[]>()
    .exec();
  return groups.map(toGroup);
}

/** What there is to count of the newest reports that a group shows, newest first. */
export async function readFacts(models: Models, group: string, limit: number): Promise<ReportFacts[]> {
  const fields = { _id: 0, receivedAt: 1, reader: 1, version: 1, browser: 1, origin: 1 };
  const lists = await Promise.all(
    (await membersOf(models, group)).map((member) =>
      models.issueReports
        .find({ group: member }, fields)
        .sort({ receivedAt: -1, _id: -1 })
        .limit(limit)
        .lean<Partial<ReportFacts>[]>()
        .exec(),
    ),
  );
  const facts = lists.map((list) =>
    list.map(({ receivedAt = 0, reader = null, version = null, browser = null, origin = null }) => {
      return { receivedAt, reader, version, browser, origin };
    }),
  );
  return mergeSlices(
    facts,
    limit,
    (a, b) => b.receivedAt - a.receivedAt,
    () => null,
  ).items;
}

export async function listLively(
  { issueGroups }: Models,
  since: number,
  limit: number,
): Promise<Pick<IssueGroupRecord, 'id' | 'spikingSince'>[]> {
  const filters: QueryFilter<IssueGroupDocument>[] = [
    { mergedInto: null, lastSeen: mongoose.trusted({ $gte: since }) },
    { spikingSince: mongoose.trusted({ $gt: 0 }) },
  ];
  const lists = await Promise.all(
    filters.map((filter) =>
      issueGroups
        .find(filter, { spikingSince: 1 })
        .limit(limit)
        .lean<Pick<IssueGroupDocument, '_id' | 'spikingSince'>[]>()
        .exec(),
    ),
  );
  const groups = new Map(lists.flat().map((group) => [group._id, group]));
  return [...groups.values()].map(({ _id, spikingSince = null }) => ({ id: _id, spikingSince }));
}

export function toReport(document: IssueReportDocument): IssueReportRecord {
  const { _id, site, page, message, email, diagnosis, diagnostics, receivedAt, reader } = document;
  const known = { ticket: _id, site, page, message, email, diagnosis, receivedAt };
  return { ...known, diagnostics: JSON.parse(diagnostics), ...(reader ? { reader } : {}) };
}

/** The newest reports that a group shows. */
export async function readSamples(
  models: Models,
  group: string,
  limit: number,
): Promise<IssueReportRecord[]> {
  const lists = await Promise.all(
    (await membersOf(models, group)).map((member) =>
      models.issueReports
        .find({ group: member })
        .sort({ receivedAt: -1, _id: -1 })
        .limit(limit)
        .lean<IssueReportDocument[]>()
        .exec(),
    ),
  );
  const newestFirst = (a: IssueReportDocument, b: IssueReportDocument) =>
    b.receivedAt - a.receivedAt || (a._id < b._id ? 1 : -1);
  return mergeSlices(lists, limit, newestFirst, () => null).items.map(toReport);
}

/** Groups from before there were acts on them lack what acts set. */
function toGroup({ _id, ...group }: IssueGroupDocument): IssueGroupRecord {
  const { assignee = null, mergedInto = null, last = null, spikingSince = null } = group;
  return { id: _id, ...group, assignee, mergedInto, last, spikingSince };
}
