/** What moderators do besides deciding on items. Part of `objects.ts`. */
import * as z from 'zod';

export const actKind = z.enum([
  'settings-changed',
  'author-sanctioned',
  'sanction-lifted',
  'thread-updated',
  'comment-pinned',
  'comment-unpinned',
  'note-added',
  'note-removed',
]);
/** What of the subject was changed, before and after; secrets only as `set`. */
const facts = z.record(z.string(), z.unknown());
export const act = z.object({
  id: z.string(),
  site: z.string(),
  kind: actKind,
  at: z.iso.datetime(),
  actor: z.object({ id: z.string(), name: z.string(), kind: z.enum(['moderator', 'reader', 'system']) }),
  subject: z.object({
    kind: z.enum(['site', 'author', 'thread', 'comment']),
    id: z.string(),
    /** What people call it: a name, a title. */
    name: z.string(),
  }),
  reason: z.string().nullable(),
  before: facts,
  after: facts,
});

/** What a reader is told of a sanction: honestly, until when and why. */
export const ownSanction = z.object({
  kind: z.enum(['ban', 'premoderate']),
  /** Null: until it is lifted. */
  until: z.iso.datetime().nullable(),
  reason: z.string(),
  /** The same as a sentence. */
  words: z.string(),
});

export type OwnSanction = z.infer<typeof ownSanction>;
export type ActKind = z.infer<typeof actKind>;
export type Act = z.infer<typeof act>;
