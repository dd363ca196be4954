import type { PageStorage } from '../page/page-storage.ts';
import type { IssueReport } from './issue-report.ts';

/** Reports that could not be sent wait here; more would fill a storage that belongs to the page. */
const WAITING_MAX = 5;
/** After a week nobody can do anything about it, in milliseconds. */
const WAITING_MS = 7 * 24 * 60 * 60 * 1000;
const KEY = 'issues';

type Waiting = { report: IssueReport; at: number };

/** Reports that are still to be sent, on this device. */
export function createWaitingReports(storage: PageStorage, now: () => number) {
  const read = () => (storage.read<Waiting[]>(KEY) ?? []).filter(({ at }) => now() - at < WAITING_MS);
  const others = (ticket: string) => read().filter(({ report }) => report.ticket !== ticket);
  return {
    list: () => read().map(({ report }) => report),
    keep: (report: IssueReport) =>
      storage.write(KEY, [...others(report.ticket), { report, at: now() }].slice(-WAITING_MAX)),
    drop(ticket: string): void {
      const rest = others(ticket);
      if (rest.length > 0) storage.write(KEY, rest);
      else storage.remove(KEY);
    },
  };
}
