import { ISSUE_REPORT_KEPT_MS } from '@parley/contracts/limits';
import type { PageStorage } from '../page/page-storage.ts';
import type { IssueReport } from './report.ts';

/** Reports that could not be sent wait here; more would fill a storage that belongs to the page. */
const WAITING_MAX = 5;
const WAITING_BYTES_MAX = 32 * 1024;
/** After a week nobody can do anything about it, in milliseconds. */
const WAITING_MS = 7 * 24 * 60 * 60 * 1000;
/** Of reports that arrived only the numbers are kept, to look up what became of them. */
const TICKETS_MAX = 5;
const KEY = 'issues';

/** A report of this device. `report` is null once it has arrived. */
export type Kept = { ticket: string; at: number; report: IssueReport | null };
export type KeptReports = ReturnType<typeof createKeptReports>;

/** The reader's reports on this device: those still to be sent, and the numbers of those that were. */
export function createKeptReports(storage: PageStorage, now: () => number) {
  const read = () => (storage.read<Kept[]>(KEY) ?? []).filter((kept) => isStillOfUse(kept, now()));
  const others = (ticket: string) => read().filter((kept) => kept.ticket !== ticket);

  function write(all: Kept[]): void {
    const waiting = withinBounds(all.filter(({ report }) => report !== null));
    const arrived = all.filter(({ report }) => report === null).slice(-TICKETS_MAX);
    const next = [...waiting, ...arrived].sort((a, b) => a.at - b.at);
    if (next.length > 0) storage.write(KEY, next);
    else storage.remove(KEY);
  }
  return {
    /** The oldest first. */
    list: read,
    waiting: () => read().flatMap(({ report }) => report ?? []),
    keep: (report: IssueReport) =>
      write([...others(report.ticket), { ticket: report.ticket, at: now(), report }]),
    /** It has arrived: from now on its number is enough. */
    markArrived: (ticket: string) => write([...others(ticket), { ticket, at: now(), report: null }]),
    drop: (ticket: string) => write(others(ticket)),
    /** Whether what is kept is there on the next page too. */
    get isLasting(): boolean {
      return !storage.isBlocked;
    },
  };
}

function isStillOfUse({ report, at }: Kept, now: number): boolean {
  return now - at < (report ? WAITING_MS : ISSUE_REPORT_KEPT_MS);
}

/** The newest, as many as fit. */
function withinBounds(waiting: Kept[]): Kept[] {
  let kept = waiting.slice(-WAITING_MAX);
  while (kept.length > 0 && bytesOf(kept) > WAITING_BYTES_MAX) kept = kept.slice(1);
  return kept;
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
