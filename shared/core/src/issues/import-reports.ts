import type { EventBus } from '../ports/event-bus.ts';
import type { Log } from '../ports/host.ts';
import type { IssueSpool } from '../ports/issue-spool.ts';
import type { IssueGroupRecord, IssueReportRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { announceGroup } from './announce-group.ts';
import { groupOfReport } from './group-report.ts';
import { isRegression } from './is-regression.ts';
import { readDiagnostics } from './read-diagnostics.ts';

/** Reports taken over in one go. */
const BATCH = 100;

type Deps = { spool: IssueSpool; store: Store; bus: EventBus; log: Log };

/**
 * Carries waiting issue reports into the store, oldest first; answers how many. A report leaves the spool
 * only after the store has it, and the store takes each ticket once, so a crash between doubles nothing.
 */
export async function importReports(deps: Deps): Promise<number> {
  const reports = await deps.spool.list(BATCH);
  for (const report of reports) {
    const { isNew, group } = await deps.store.issues.add(report, groupOfReport(report));
    await deps.spool.remove(report.ticket);
    if (isNew) await announceGroup(deps, await reopened(deps, group, report));
  }
  if (reports.length > 0) deps.log.info('issues.imported', { count: reports.length });
  return reports.length;
}

/** What was fixed and comes back from a version that should have the fix is new again. */
async function reopened(
  { store, log }: Deps,
  group: IssueGroupRecord,
  report: IssueReportRecord,
): Promise<IssueGroupRecord> {
  const { version } = readDiagnostics(report.diagnostics);
  if (!isRegression(group, version)) return group;
  log.warn('issue.regressed', { group: group.id, version, fixedIn: group.fixedIn });
  // Somebody who triages it at the same moment knows better.
  return (await store.issues.update(group.id, group.version, { state: 'new' })) ?? group;
}
