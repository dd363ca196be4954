import type { IssueReportInput } from '@parley/contracts/requests';
import type { Diagnosis } from './self-diagnosis.ts';

/** Put in by the build; triage tells by it whether a fix is in what the reader runs. */
declare const WIDGET_VERSION: string;

export type IssueReport = IssueReportInput;

/** What the reader says; `draft` is what they were writing, and null unless they want it sent. */
export type Told = { message: string; email: string; draft: string | null };

/** What the page and browser are like, told without anything that would point to a person. */
export type Surroundings = {
  page: string;
  userAgent: string;
  language: string;
  width: number;
  /** The number of the last change that the page shows. */
  seq: number | null;
  /** The last number that is known to exist. */
  head: number | null;
  /** Our own files as the browser loaded them: 0 where none came. */
  files: readonly { file: string; status: number }[];
};

/** Enough to see what somebody was about to say, in UTF-16 units; a report has 32 KiB for everything. */
const DRAFT_MAX_LENGTH = 4_000;

/**
 * The report as it will be sent, every word of it. It holds what the reader was writing only where they want that,
 * and never tokens, or what stands behind the question mark of an address.
 */
export function composeReport(
  ids: { ticket: string; site: string },
  { message, email, draft }: Told,
  { findings, present, past }: Diagnosis,
  around: Surroundings,
): IssueReport {
  const secondsSince = (at: number) => Math.round((findings.now - at) / 1000);
  return {
    ticket: ids.ticket,
    site: ids.site,
    page: around.page.replace(/[?#].*/, ''),
    ...(message.trim() ? { message: message.trim() } : {}),
    ...(email.trim() ? { email: email.trim() } : {}),
    // Somebody who asks for help when all is well again asks about what was.
    diagnosis: present.length > 0 ? [...present] : past.map(({ trouble }) => trouble),
    diagnostics: {
      version: typeof WIDGET_VERSION === 'string' ? WIDGET_VERSION : null,
      browser: browserFamily(around.userAgent),
      language: around.language,
      viewport: around.width < 520 ? 'narrow' : around.width < 1000 ? 'medium' : 'wide',
      online: findings.isOnline,
      storage: findings.isStorageBlocked ? 'blocked' : 'works',
      clockSkewSeconds: findings.clockSkewMs === null ? null : Math.round(findings.clockSkewMs / 1000),
      live: findings.live && { ...findings.live },
      seq: around.seq,
      head: around.head,
      past: past.map(({ trouble, until }) => ({ trouble, secondsAgo: secondsSince(until) })),
      calls: findings.calls.map(({ at, ...call }) => ({ ...call, secondsAgo: secondsSince(at) })),
      errors: [...findings.errors],
      csp: [...findings.cspViolations],
      files: [...around.files],
      ...(draft === null ? {} : { draft: draft.slice(0, DRAFT_MAX_LENGTH) }),
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
