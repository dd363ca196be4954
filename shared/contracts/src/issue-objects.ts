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
  calls: z.array(z.unknown()).max(20).catch([]),
  errors: z.array(z.object({ frame: z.string().max(300) })).catch([]),
});
export const issueGroup = z.object({
  id: z.string(),
  site: z.string(),
  version: z.int(),
  state: issueState,
  title: z.string(),
  diagnosis: z.array(z.string()),
  count: z.int(),
  firstSeen: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
  fixedIn: z.string().nullable(),
  publicNote: z.string().nullable(),
  /** The newest reports, twenty at most. */
  samples: z.array(issueReport),
});
export const issueGroups = z.object({ groups: z.array(issueGroup), next: z.string().nullable() });
export const ticketState = z.object({ state: z.string(), publicNote: z.string().optional() });
export const ticketReceipt = z.object({ ticket: z.string() });

export type DiagnosedCall = z.infer<typeof diagnosedCall>;
export type IssueState = z.infer<typeof issueState>;
export type IssueReport = z.infer<typeof issueReport>;
export type IssueGroup = z.infer<typeof issueGroup>;
export type IssueGroups = z.infer<typeof issueGroups>;
export type TicketState = z.infer<typeof ticketState>;
