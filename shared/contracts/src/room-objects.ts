/** What moderators see of threads and authors where they look for them, and what they may ask. */
import * as z from 'zod';
import * as limits from './limits.ts';
import * as objects from './objects.ts';
import { plainText } from './requests.ts';
import { sanctionKind } from './sanction-objects.ts';

const cursor = z.string().min(1).max(limits.CURSOR_MAX_LENGTH);
const words = plainText(limits.SEARCH_MAX_LENGTH).min(1);

export const listThreads = z.strictObject({
  site: objects.siteId.optional(),
  /** In title, address or key, whatever the case; the whole key or id of a thread finds it however old it is. */
  q: words.optional(),
  state: z.enum(['open', 'closed']).optional(),
  /** `active`: the threads of the latest comments, one slice; `newest`: all, by when they began. A search is by `newest`. */
  order: z.enum(['active', 'newest']).optional(),
  after: cursor.optional(),
});
export const moderatedThread = z.object({
  ...objects.thread.shape,
  /** What the thread sets for itself; null where the site decides. */
  own: z.object({ premoderation: objects.premoderation.nullable(), slowModeSeconds: z.int() }),
  createdAt: z.iso.datetime(),
  /** When its latest public comment was written. */
  activeAt: z.iso.datetime().nullable(),
  /** Its review items that are open or escalated. */
  waiting: z.int(),
});
export const moderatedThreads = z.object({
  threads: z.array(moderatedThread),
  next: z.string().nullable(),
  /** How far back a search has looked, by when threads began, when it stopped before it had a slice full. */
  searchedTo: z.iso.datetime().nullable(),
});
export const threadDetail = z.object({
  thread: moderatedThread,
  pinned: z.array(objects.comment),
  /** Its latest public comments, newest first. */
  latest: z.array(objects.comment),
  /** Who changed it last, if that was among the latest acts on the site. */
  changed: z.object({ by: z.object({ id: z.string(), name: z.string() }), at: z.iso.datetime() }).nullable(),
});

export const listAuthors = z.strictObject({
  site: objects.siteId.optional(),
  /** How the name begins, whatever case and marks; or the whole id. */
  q: words,
  after: cursor.optional(),
});
export const foundAuthor = z.object({
  id: z.string(),
  site: objects.siteId,
  name: z.string(),
  avatar: z.string().nullable(),
  badge: objects.badge,
  since: z.iso.datetime(),
  standing: z.object({ published: z.int(), held: z.int(), rejected: z.int() }),
  /** What holds for them now. */
  sanctions: z.array(sanctionKind),
});
export const foundAuthors = z.object({ authors: z.array(foundAuthor), next: z.string().nullable() });

export type ListThreads = z.infer<typeof listThreads>;
export type ModeratedThread = z.infer<typeof moderatedThread>;
export type ModeratedThreads = z.infer<typeof moderatedThreads>;
export type ThreadDetail = z.infer<typeof threadDetail>;
export type ListAuthors = z.infer<typeof listAuthors>;
export type FoundAuthor = z.infer<typeof foundAuthor>;
export type FoundAuthors = z.infer<typeof foundAuthors>;
