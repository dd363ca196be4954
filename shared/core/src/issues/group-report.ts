import { createHash } from 'node:crypto';
import type { IssueReportRecord } from '../ports/records.ts';

/** Reports of one site with the same diagnosis belong together; those without one are told in words. */
export function groupOfReport(report: IssueReportRecord): { id: string; title: string } {
  const diagnosis = [...new Set(report.diagnosis)].sort();
  const fingerprint = JSON.stringify([report.site, diagnosis]);
  const id = createHash('sha256').update(fingerprint).digest('hex').slice(0, 24);
  return { id, title: diagnosis.length === 0 ? 'Told in the reader’s own words' : diagnosis.join(', ') };
}
