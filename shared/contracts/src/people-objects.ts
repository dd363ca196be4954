/** Authors, readers and moderators, and the sessions of those who ask. Part of `objects.ts`. */
import * as z from 'zod';
import { ownSanction } from './act-objects.ts';
import { badge, siteId } from './vocabulary.ts';

export const author = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.string().nullable(),
  badge,
  /** Wrote the page that the comment stands under, as the site has signed; else absent. */
  isPageAuthor: z.literal(true).optional(),
});

export const reader = z.object({
  id: z.string(),
  site: siteId,
  name: z.string(),
  avatar: z.string().nullable(),
  badge,
});
export const readerSession = z.object({ token: z.string(), reader });
export const moderator = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(['moderator', 'lead', 'owner']),
  /** Ids of the sites they moderate. */
  sites: z.array(siteId),
});
export const moderatorSession = z.object({ token: z.string(), moderator });
export const me = z.object({
  reader: reader.nullable(),
  moderator: moderator.nullable(),
  /** Of a reader: what holds for them now. Whoever is banned learns it from the refusal, whose `current` has the same form. */
  sanctions: z.array(ownSanction).optional(),
});

export type Author = z.infer<typeof author>;
export type Reader = z.infer<typeof reader>;
export type ReaderSession = z.infer<typeof readerSession>;
export type Moderator = z.infer<typeof moderator>;
export type ModeratorSession = z.infer<typeof moderatorSession>;
export type Me = z.infer<typeof me>;
