import type { EventBus } from '../ports/event-bus.ts';
import type { Log } from '../ports/host.ts';
import type { IssueSpool } from '../ports/issue-spool.ts';
import type { Store } from '../ports/store.ts';
import { announceGroup } from './announce-group.ts';
import { groupOfReport } from './group-report.ts';

/** Reports taken over in one go. */
const BATCH = 100;

/**
 * Carries waiting issue reports into the store, oldest first; answers how many. A report leaves the spool
 * only after the store has it, and the store takes each ticket once, so a crash between doubles nothing.
 */
export async function importReports(deps: {
  spool: IssueSpool;
  store: Store;
  bus: EventBus;
  log: Log;
}): Promise<number> {
  const reports = await deps.spool.list(BATCH);
  for (const report of reports) {
    const { isNew, group } = await deps.store.issues.add(report, groupOfReport(report));
    await deps.spool.remove(report.ticket);
    if (isNew) await announceGroup(deps, group);
  }
  if (reports.length > 0) deps.log.info('issues.imported', { count: reports.length });
  return reports.length;
}
