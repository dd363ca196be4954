import type { Clock } from '../ports/host.ts';
import type { IssueReportRecord } from '../ports/issue-records.ts';
import type { ServedElsewhere, ServedRequest } from '../ports/served-requests.ts';
import { readDiagnostics } from './read-diagnostics.ts';

/** Nobody remembers requests for much longer than this: older reports are not worth a question. */
const REMEMBERED_MS = 15 * 60_000;

/**
 * Lays beside readers' last calls what other processes answered to them: whoever took a report has laid there only
 * what it served itself. One question for all of the reports.
 */
export async function joinServed(
  { servedElsewhere, clock }: { servedElsewhere: ServedElsewhere; clock: Clock },
  reports: IssueReportRecord[],
): Promise<IssueReportRecord[]> {
  const since = clock.now() - REMEMBERED_MS;
  const missing = reports.flatMap((report) => (report.receivedAt < since ? [] : missingIn(report)));
  if (missing.length === 0) return reports;
  const found = new Map((await servedElsewhere([...new Set(missing)])).map((one) => [one.requestId, one]));
  return found.size === 0 ? reports : reports.map((report) => withServed(report, found));
}

function missingIn({ diagnostics }: IssueReportRecord): string[] {
  const known = new Set(servedOf(diagnostics).map(({ requestId }) => requestId));
  return callsOf(diagnostics).filter((id) => !known.has(id));
}

/** In the order of the calls. */
function withServed(report: IssueReportRecord, found: Map<string, ServedRequest>): IssueReportRecord {
  const own = new Map(servedOf(report.diagnostics).map((one) => [one.requestId, one]));
  const served = callsOf(report.diagnostics).flatMap((id) => own.get(id) ?? found.get(id) ?? []);
  return served.length === 0 ? report : { ...report, diagnostics: { ...report.diagnostics, served } };
}

function callsOf(diagnostics: Record<string, unknown>): string[] {
  return [...new Set(readDiagnostics(diagnostics).calls.flatMap(({ requestId }) => requestId ?? []))];
}

/** Nobody but this service has filled that place. */
function servedOf({ served = [] }: Record<string, unknown>): ServedRequest[] {
  return served as ServedRequest[];
}
