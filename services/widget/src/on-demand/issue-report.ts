import type { IssueReportInput } from '@parley/contracts/requests';
import { diagnose, type Findings } from './diagnosis.ts';

/** Put in by the build; triage tells by it whether a fix is in what the reader runs. */
declare const WIDGET_VERSION: string;

export type IssueReport = IssueReportInput;

/** What the page and browser are like, told without anything that would point to a person. */
export type Surroundings = {
  page: string;
  userAgent: string;
  language: string;
  width: number;
  head: number | null;
};

/**
 * The report as it will be sent, every word of it. It never holds what the reader was writing, tokens, or
 * what stands behind the question mark of an address.
 */
export function composeReport(
  given: { ticket: string; site: string; message: string; email: string },
  findings: Findings,
  around: Surroundings,
): IssueReport {
  const { message, email } = given;
  const { live, calls, errors, cspViolations, isOnline } = findings;
  return {
    ticket: given.ticket,
    site: given.site,
    page: around.page.replace(/[?#].*/, ''),
    ...(message.trim() ? { message: message.trim() } : {}),
    ...(email.trim() ? { email: email.trim() } : {}),
    diagnosis: diagnose(findings),
    diagnostics: {
      version: typeof WIDGET_VERSION === 'string' ? WIDGET_VERSION : null,
      browser: browserFamily(around.userAgent),
      language: around.language,
      viewport: around.width < 520 ? 'narrow' : around.width < 1000 ? 'medium' : 'wide',
      online: isOnline,
      live: { ...live },
      head: around.head,
      calls: [...calls],
      errors: [...errors],
      csp: [...cspViolations],
    },
  };
}

/** Family and major version: enough to tell faults apart, too little to tell people apart. */
export function browserFamily(userAgent: string): string {
  const found = /(Firefox|Edg|OPR|Chrome|Version)\/(\d+)/.exec(
    userAgent.replace(/Chrome(?=.*(Edg|OPR)\/)/, ''),
  );
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(userAgent)?.[0] ?? 'other';
  const name = found?.[1] === 'Version' ? 'Safari' : (found?.[1] ?? 'other');
  return `${name} ${found?.[2] ?? ''} on ${system}`;
}
