import { createHash } from 'node:crypto';
import type { IssueReportRecord } from '../ports/issue-records.ts';
import { readDiagnostics } from './read-diagnostics.ts';

/**
 * Reports of one site with the same diagnosis, the same failing call and the same failing place in the script
 * belong together. Versions and browsers do not part them: a fault that comes back in a later version has to be
 * known again, and which browsers have it is read from the reports.
 */
export function groupOfReport(report: IssueReportRecord): { id: string; title: string } {
  const diagnosis = [...new Set(report.diagnosis)].sort();
  const { calls, topFrame } = readDiagnostics(report.diagnostics);
  const failed = calls.findLast(({ status }) => status === 0 || status >= 500);
  const call = failed ? `${failed.method} ${failed.route} ${statusClass(failed.status)}` : null;
  const frame = topFrame === null ? null : withoutBuild(topFrame);
  const fingerprint = JSON.stringify([report.site, diagnosis, ...(call || frame ? [call, frame] : [])]);
  const id = createHash('sha256').update(fingerprint).digest('hex').slice(0, 24);
  const names = diagnosis.length === 0 ? 'Told in the reader’s own words' : diagnosis.join(', ');
  return { id, title: [names, call, frame].filter(Boolean).join(' · ') };
}

function statusClass(status: number): string {
  return status === 0 ? 'without an answer' : `${Math.floor(status / 100)}xx`;
}

/** The same place has another hash, line and column in every build. */
function withoutBuild(frame: string): string {
  return frame.replace(/(:\d+)+$/, '').replace(/-[A-Z0-9]{8}(?=\.js$)/, '');
}
