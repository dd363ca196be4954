import type { ApiError, HelpClient } from '@parley/contracts/client/api-client';
import type { KeptReports } from './kept-reports.ts';
import type { IssueReport } from './report.ts';

/** `kept`: waits on this device. `lost`: waits too, but only as long as the page is open. */
export type Outcome = 'sent' | 'kept' | 'lost' | 'refused';

/** Between attempts while the reader looks on, in milliseconds. */
const WAITS_MS: readonly number[] = [1_000, 3_000];
/** Between attempts afterwards: each twice as long as the one before, up to the longest. Milliseconds. */
const LATER_FIRST_MS = 10_000;
const LATER_MAX_MS = 5 * 60_000;
/** What the service will not take however often it is sent. A stranger's answer, a proxy's say, is none of these. */
const REFUSALS: readonly string[] = ['validation-failed', 'bad-json', 'body-too-large'];

export type Outbox = ReturnType<typeof createOutbox>;

/**
 * Carries reports to the service. Each is kept before it is first sent, and sent until it has arrived: at once,
 * twice more, then while the page is open, when the network returns, when the page is left, and from the next page.
 * That may be more often than needed: the same ticket twice is one report.
 */
export function createOutbox(options: {
  client: Pick<HelpClient, 'reportIssue'>;
  reports: KeptReports;
  isOnline: () => boolean;
  pause: (ms: number) => Promise<void>;
  /** Hands over what a page that is being left can still send. */
  sendBeacon: (report: IssueReport) => void;
}) {
  const { client, reports, isOnline, pause, sendBeacon } = options;
  const listeners = new Set<(ticket: string, outcome: Outcome) => void>();
  const underWay = new Map<string, Promise<Outcome>>();
  let laterMs = LATER_FIRST_MS;
  let isWaiting = false;

  function send(report: IssueReport): Promise<Outcome> {
    reports.keep(report);
    return attempt(report, WAITS_MS);
  }

  /** Sends whatever waits, once. */
  async function sendWaiting(): Promise<void> {
    await Promise.all(reports.waiting().map((report) => attempt(report, [])));
  }

  function attempt(report: IssueReport, waits: readonly number[]): Promise<Outcome> {
    const { ticket } = report;
    const going =
      underWay.get(ticket) ??
      carry(report, waits).then((outcome) => {
        underWay.delete(ticket);
        for (const listener of listeners) listener(ticket, outcome);
        return outcome;
      });
    underWay.set(ticket, going);
    return going;
  }

  async function carry(report: IssueReport, waits: readonly number[]): Promise<Outcome> {
    for (const wait of [...waits, null]) {
      try {
        await client.reportIssue(report);
        // What its reader has deleted meanwhile stays forgotten here.
        if (isKept(report)) reports.markArrived(report.ticket);
        return 'sent';
      } catch (reason) {
        if (REFUSALS.includes((reason as ApiError).code)) {
          reports.drop(report.ticket);
          return 'refused';
        }
        if (wait === null || !isOnline()) break;
        await pause(wait);
      }
    }
    if (isKept(report)) void tryLater();
    return reports.isLasting ? 'kept' : 'lost';
  }

  async function tryLater(): Promise<void> {
    if (isWaiting) return;
    isWaiting = true;
    await pause(laterMs);
    isWaiting = false;
    laterMs = Math.min(2 * laterMs, LATER_MAX_MS);
    if (isOnline()) await sendWaiting();
  }

  function isKept({ ticket }: IssueReport): boolean {
    return reports.waiting().some((report) => report.ticket === ticket);
  }

  return {
    send,
    sendWaiting,
    /** The page is being left: whoever is to come back later hears of it, or nobody. */
    leave: () => reports.waiting().forEach(sendBeacon),
    /** Calls `listener` whenever it is known where a report stands. */
    onOutcome(listener: (ticket: string, outcome: Outcome) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
