/** Issue reports: what a reader in trouble sends, and what moderators make of it. Part of `objects.ts`. */
import * as z from 'zod';

export const issueState = z.enum([
  'new',
  'triaged',
  'investigating',
  'fixed',
  'closed',
  'duplicate',
  'wontfix',
  'user-side',
]);
export const issueReport = z.object({
  ticket: z.string(),
  site: z.string(),
  page: z.string(),
  message: z.string().nullable(),
  email: z.string().nullable(),
  diagnosis: z.array(z.string()),
  diagnostics: z.record(z.string(), z.unknown()),
  receivedAt: z.iso.datetime(),
});
/** One of the last calls of a reader's widget. */
export const diagnosedCall = z.object({
  method: z.string().max(10),
  route: z.string().max(200),
  /** 0: no answer came. */
  status: z.int().min(0).max(599),
  requestId: z.string().max(64).nullable().catch(null),
});
/** What the service reads in a report's diagnostics; whatever is not as it should be counts as not told. */
export const issueDiagnostics = z.object({
  version: z.string().max(60).nullable().catch(null),
  browser: z.string().max(60).nullable().catch(null),
  calls: z.array(z.unknown()).max(20).catch([]),
  errors: z.array(z.object({ frame: z.string().max(300) })).catch([]),
});
const person = z.object({ id: z.string(), name: z.string() });
/** What moderators have made of a group: all that their acts on it set. */
export const issueTriage = z.object({
  state: issueState,
  assignee: person.nullable(),
  fixedIn: z.string().nullable(),
  publicNote: z.string().nullable(),
  /** The group that its reports count in, and that its tickets speak of, while it is merged. */
  mergedInto: z.string().nullable(),
});
export const issueEventKind = z.enum(['changed', 'noted', 'merged', 'split', 'answered', 'reopened', 'undo']);
/** An act on a group, kept for good. `version` is the group's after it; version 1 is its first report. */
export const issueEvent = z.object({
  id: z.string(),
  group: z.string(),
  version: z.int(),
  kind: issueEventKind,
  at: z.iso.datetime(),
  actor: person.extend({ kind: z.enum(['moderator', 'reader', 'system']) }),
  /** For colleagues only. */
  note: z.string().nullable(),
  before: issueTriage,
  after: issueTriage,
  /** The event that an `undo` takes back. */
  reverses: z.string().nullable().optional(),
});
export const issueGroup = issueTriage.extend({
  id: z.string(),
  site: z.string(),
  version: z.int(),
  /** Grows whenever the reports are counted anew: of two messages with one version the higher is newer. */
  tally: z.int(),
  title: z.string(),
  diagnosis: z.array(z.string()),
  count: z.int(),
  firstSeen: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
  /** Since when reports come in faster than usual; null while they do not. */
  spikingSince: z.iso.datetime().nullable(),
  /** The last act on it. */
  last: z.object({ by: z.string(), kind: issueEventKind, at: z.iso.datetime() }).nullable(),
  /** The newest reports: twenty at most by itself, as many as asked for in lists, none in messages and conflicts. */
  samples: z.array(issueReport),
});
const shares = z.array(z.object({ value: z.string(), count: z.int() }));
/** What the newest reports of a group come to. */
export const issueSummary = z.object({
  /** Reports it is made of; `isPartial` when there are more. */
  reports: z.int(),
  isPartial: z.boolean(),
  /** Distinct readers of each day, added up: somebody who reports on two days counts twice. */
  readers: z.int(),
  /** Reports in each of the last 24 hours and 30 days, oldest first; the last ends `until`. */
  hours: z.array(z.int()),
  days: z.array(z.int()),
  until: z.iso.datetime(),
  /** The most frequent first, ten at most. */
  versions: shares,
  browsers: shares,
  origins: shares,
});
export const issueGroupDetail = issueGroup.extend({
  summary: issueSummary,
  /** Newest first, fifty at most. */
  events: z.array(issueEvent),
  /** Ids of the events that this moderator may take back now. */
  undoable: z.array(z.string()),
  /** The states it may be given now. */
  mayBecome: z.array(issueState),
  /** Who may be put in charge. */
  assignable: z.array(person),
  /** Whether a mail server is set up, by which readers can be answered. */
  hasMail: z.boolean(),
  /**
   * Answers to readers, newest first. `unsent`: no mail server is set up. `unconfirmed`: it was handed to the mail
   * server, which never said that it has it; it may have arrived.
   */
  answers: z.array(
    z.object({
      ticket: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
      state: z.enum(['waiting', 'sent', 'unsent', 'failed', 'unconfirmed']),
      attempts: z.int(),
    }),
  ),
  /** The groups that are merged into it. */
  merged: z.array(z.object({ id: z.string(), title: z.string(), version: z.int(), count: z.int() })),
});
export const issueGroups = z.object({ groups: z.array(issueGroup), next: z.string().nullable() });
export const ticketState = z.object({ state: z.string(), publicNote: z.string().optional() });
export const ticketReceipt = z.object({ ticket: z.string() });

export type DiagnosedCall = z.infer<typeof diagnosedCall>;
export type IssueState = z.infer<typeof issueState>;
export type IssueReport = z.infer<typeof issueReport>;
export type IssueTriage = z.infer<typeof issueTriage>;
export type IssueEventKind = z.infer<typeof issueEventKind>;
export type IssueEvent = z.infer<typeof issueEvent>;
export type IssueGroup = z.infer<typeof issueGroup>;
export type IssueSummary = z.infer<typeof issueSummary>;
export type IssueGroupDetail = z.infer<typeof issueGroupDetail>;
export type IssueGroups = z.infer<typeof issueGroups>;
export type TicketState = z.infer<typeof ticketState>;
