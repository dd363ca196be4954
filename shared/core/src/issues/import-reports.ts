import type { IssueGroupRecord, IssueReportRecord } from '../ports/issue-records.ts';
import type { IssueSpool } from '../ports/issue-spool.ts';
import type { ServedElsewhere } from '../ports/served-requests.ts';
import { actOf, type IssueDeps } from './act-on-group.ts';
import { announceGroup } from './announce-group.ts';
import { SYSTEM_ACTOR } from './fold-issue.ts';
import { groupOfReport } from './group-report.ts';
import { isRegression } from './is-regression.ts';
import { joinServed } from './join-served.ts';
import { readDiagnostics } from './read-diagnostics.ts';

/** Reports taken over in one go. */
const BATCH = 100;

type Deps = IssueDeps & { spool: IssueSpool; servedElsewhere: ServedElsewhere };

/**
 * Carries waiting issue reports into the store, oldest first; answers how many. A report leaves the spool
 * only after the store has it, and the store takes each ticket once, so a crash between doubles nothing.
 */
export async function importReports(deps: Deps): Promise<number> {
  const reports = await joinServed(deps, await deps.spool.list(BATCH));
  if (reports.length === 0) return 0;
  const filed = reports.map((report) => ({ report, group: groupOfReport(report) }));
  const touched = await deps.store.issues.add(filed);
  for (const { ticket } of reports) await deps.spool.remove(ticket);
  for (const { group, added } of touched) {
    if (added.length > 0) await announceGroup(deps, await reopened(deps, group, added));
  }
  deps.log.info('issues.imported', { count: reports.length });
  return reports.length;
}

/** What was fixed and comes back from a version that should have the fix is new again. */
async function reopened(
  deps: Deps,
  group: IssueGroupRecord,
  added: IssueReportRecord[],
): Promise<IssueGroupRecord> {
  const versions = added.map(({ diagnostics }) => readDiagnostics(diagnostics).version);
  const version = versions.find((one) => isRegression(group, one));
  if (version === undefined) return group;
  deps.log.warn('issue.regressed', { group: group.id, version, fixedIn: group.fixedIn });
  const act = await actOf(deps, SYSTEM_ACTOR, group, { kind: 'reopened', set: { state: 'new' } });
  const result = await deps.store.issues.act(act, group.version);
  // Somebody who triages it at the same moment knows better.
  return result.outcome === 'not-found' ? group : result.group;
}
