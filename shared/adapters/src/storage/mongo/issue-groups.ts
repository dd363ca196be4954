import { BEGUN, UNTOUCHED } from '@parley/core/issues/fold-issue';
import { StoreUnavailable } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import { lineOf, membersOf } from './issue-lines.ts';
import type { IssueGroupDocument, IssueReportDocument } from './issue-schemas.ts';
import type { Models } from './models.ts';

/** Counts that may come first before one gives up. */
const ATTEMPTS_MAX = 40;

type Counted = Pick<IssueGroupDocument, 'count' | 'firstSeen' | 'lastSeen'>;

/** Does what reports left to do: their groups count them, or begin with them. Twice is once. */
export async function settleReports(access: Access, reports: IssueReportDocument[]): Promise<void> {
  const { models } = access;
  for (const [, ofGroup] of Map.groupBy(reports, ({ group }) => group)) {
    for (const first of ofGroup.slice(0, 1)) await recountLine(models, first.group, first);
  }
  await access.reached('group-recounted');
  const tickets = reports.map(({ _id }) => _id);
  await models.issueReports
    .updateMany({ _id: mongoose.trusted({ $in: tickets }) }, { $unset: { pendingAt: '' } })
    .exec();
  await access.reached('report-cleared');
}

/**
 * A group and all that it is merged into are counted from their reports. Asked for after a report or a merge is
 * written: whoever counts last has seen both.
 */
export async function recountLine(
  models: Models,
  id: string,
  report: IssueReportDocument | null = null,
): Promise<void> {
  for (const group of await lineOf(models, id)) {
    await recountGroup(models, group, group === id ? report : null);
  }
}

/**
 * The group is counted from its reports, and set if nobody has counted meanwhile; it begins with `report`, where
 * there is one. Its version is triage's own.
 */
async function recountGroup(models: Models, id: string, report: IssueReportDocument | null): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const group = await models.issueGroups.findOne({ _id: id }).lean<IssueGroupDocument | null>().exec();
    const counted = await countReports(models, await membersOf(models, id));
    if (await putGroup(models, group, report, counted)) return;
  }
  throw new StoreUnavailable(`too many count the issue group ${id} at once`);
}

async function countReports({ issueReports }: Models, groups: string[]): Promise<Partial<Counted>> {
  const [counted] = await issueReports
    .aggregate<Counted>([
      { $match: { group: { $in: groups } } },
      {
        $group: {
          _id: null,
          count: { $sum: 1 },
          firstSeen: { $min: '$receivedAt' },
          lastSeen: { $max: '$receivedAt' },
        },
      },
      { $project: { _id: 0 } },
    ])
    .exec();
  // Without any left, when they came stays as it was.
  return counted ?? { count: 0 };
}

async function putGroup(
  { issueGroups }: Models,
  group: IssueGroupDocument | null,
  report: IssueReportDocument | null,
  counted: Partial<Counted>,
): Promise<boolean> {
  if (group !== null) {
    const { _id, tally } = group;
    const updated = await issueGroups.updateOne({ _id, tally }, { $set: counted, $inc: { tally: 1 } }).exec();
    return updated.matchedCount > 0;
  }
  if (report === null) return true;
  const begun: IssueGroupDocument = {
    _id: report.group,
    site: report.site,
    title: report.groupTitle,
    diagnosis: report.diagnosis,
    ...UNTOUCHED,
    version: BEGUN.version,
    last: null,
    spikingSince: null,
    tally: 1,
    count: 0,
    firstSeen: report.receivedAt,
    lastSeen: report.receivedAt,
    ...counted,
  };
  return insertOnce(() => issueGroups.insertMany([begun], { lean: true }));
}
