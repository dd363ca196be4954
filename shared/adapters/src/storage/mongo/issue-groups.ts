import { StoreUnavailable } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import type { IssueGroupDocument, IssueReportDocument } from './issue-schemas.ts';
import type { Models } from './models.ts';

/** Counts that may come first before one gives up. */
const ATTEMPTS_MAX = 40;

type Counted = Pick<IssueGroupDocument, 'count' | 'firstSeen' | 'lastSeen'>;

/** Does what a report left to do: its group counts it, or begins with it. Twice is once. */
export async function settleReport(access: Access, report: IssueReportDocument): Promise<void> {
  await recountGroup(access.models, report.group, report);
  await access.reached('group-recounted');
  await access.models.issueReports.updateOne({ _id: report._id }, { $unset: { pendingAt: '' } }).exec();
  await access.reached('report-cleared');
}

/**
 * The group is counted from its reports, and set if nobody has counted meanwhile; it begins with `report`, where
 * there is one. Its version is triage's own.
 */
export async function recountGroup(
  models: Models,
  id: string,
  report: IssueReportDocument | null,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const group = await models.issueGroups.findOne({ _id: id }).lean<IssueGroupDocument | null>().exec();
    const counted = await countReports(models, id);
    if (await putGroup(models, group, report, counted)) return;
  }
  throw new StoreUnavailable(`too many count the issue group ${id} at once`);
}

async function countReports({ issueReports }: Models, group: string): Promise<Partial<Counted>> {
  const [counted] = await issueReports
    .aggregate<Counted>([
      { $match: { group } },
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
    version: 1,
    state: 'new',
    title: report.groupTitle,
    diagnosis: report.diagnosis,
    fixedIn: null,
    publicNote: null,
    tally: 1,
    count: 0,
    firstSeen: report.receivedAt,
    lastSeen: report.receivedAt,
    ...counted,
  };
  return insertOnce(() => issueGroups.insertMany([begun], { lean: true }));
}
