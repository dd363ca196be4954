import { type DiagnosedCall, diagnosedCall, issueDiagnostics } from '@parley/contracts/objects';
import type { IssueReportRecord, ReportFacts } from '../ports/issue-records.ts';

export type ReadDiagnostics = {
  /** Of the widget that reported. */
  version: string | null;
  /** Family and major version, and the system. */
  browser: string | null;
  /** Its last calls, oldest first. */
  calls: DiagnosedCall[];
  /** Where its own last script error came from: file, line and column. */
  topFrame: string | null;
};

/** Reads what the server needs to know of a report's diagnostics. Never throws: any widget, however old, may report. */
export function readDiagnostics(told: Record<string, unknown>): ReadDiagnostics {
  const { version, browser, calls, errors } = issueDiagnostics.parse(told);
  return {
    version,
    browser,
    calls: calls.flatMap((one) => diagnosedCall.safeParse(one).data ?? []),
    topFrame: errors.at(-1)?.frame || null,
  };
}

/** What is counted of a report. */
export function factsOf({ receivedAt, reader, page, diagnostics }: IssueReportRecord): ReportFacts {
  const { version, browser } = readDiagnostics(diagnostics);
  const url = URL.parse(page);
  const isWeb = url !== null && /^https?:$/.test(url.protocol);
  return { receivedAt, reader: reader ?? null, version, browser, origin: isWeb ? url.origin : null };
}
