/** Sanctions, author pages and trials of the rules: what leads and moderators see beside the queue. */
import * as z from 'zod';
import * as objects from './objects.ts';

export const sanctionKind = z.enum(['ban', 'mute', 'premoderate']);
const person = z.object({ id: z.string(), name: z.string() });
export const sanction = z.object({
  id: z.string(),
  kind: sanctionKind,
  reader: person,
  site: objects.siteId,
  /** Whether it holds on every site where the same person signs on. */
  everywhere: z.boolean(),
  /** Null: until it is lifted. */
  until: z.iso.datetime().nullable(),
  reason: z.string(),
  by: person,
  at: z.iso.datetime(),
  lifted: z.object({ by: person, at: z.iso.datetime() }).nullable(),
  /** The bulk by which their latest comments were removed; it can be taken back. */
  removal: z.string().nullable(),
  isInForce: z.boolean(),
});
/** `removed`: how many comments were taken down; `isMore`: whether older ones within the days are left. */
export const sanctionResult = z.object({
  sanction,
  removed: z.int(),
  isMore: z.boolean(),
});
export const sanctions = z.object({ sanctions: z.array(sanction), next: z.string().nullable() });
/** What a moderator noted about an author, for the others of the site. */
export const note = z.object({
  id: z.string(),
  text: z.string(),
  by: person,
  at: z.iso.datetime(),
  /** Whether whoever asks may remove it. */
  mayRemove: z.boolean(),
});
/** Newest first; `next`: the cursor of the following slice. */
export const notes = z.object({ notes: z.array(note), next: z.string().nullable() });
export const authorDetail = z.object({
  author: z.object({
    id: z.string(),
    site: objects.siteId,
    name: z.string(),
    avatar: z.string().nullable(),
    badge: objects.badge,
    since: z.iso.datetime(),
  }),
  standing: z.object({ published: z.int(), held: z.int(), rejected: z.int() }),
  recent: z.array(objects.comment),
  sanctions: z.array(sanction),
  /** The first slice of what moderators noted about them. */
  notes: notes.optional(),
  /** Whether whoever asks may sanction them. */
  maySanction: z.boolean(),
});
export const bulkResult = z.object({ results: z.array(objects.decisionResult), bulk: z.string() });

/** The bodies a comment has had, oldest first, the last being the one it has; none once it is deleted. */
export const revisions = z.object({
  revisions: z.array(
    z.object({
      /** 1 for the first body; what a flag's `revision` refers to. */
      rev: z.int(),
      source: z.string(),
      /** Safe to insert: rendered and sanitized by the server. */
      html: z.string(),
      /** When it was written. */
      at: z.iso.datetime(),
    }),
  ),
});

/** What a rule says of a text. */
const trialFinding = z.object({
  rule: z.string(),
  verdict: z.enum(['hold', 'reject']),
  evidence: z.string(),
  forAuthor: z.string(),
  weight: z.int(),
});
export const screeningTrial = z.object({
  verdict: z.enum(['publish', 'hold', 'reject']),
  findings: z.array(trialFinding),
  /** The form in which words are looked for. */
  folded: z.string(),
});

export type Sanction = z.infer<typeof sanction>;
export type Note = z.infer<typeof note>;
export type Notes = z.infer<typeof notes>;
export type SanctionResult = z.infer<typeof sanctionResult>;
export type Sanctions = z.infer<typeof sanctions>;
export type AuthorDetail = z.infer<typeof authorDetail>;
export type BulkResult = z.infer<typeof bulkResult>;
export type Revisions = z.infer<typeof revisions>;
export type ScreeningTrial = z.infer<typeof screeningTrial>;
