/** The log of moderation as it is searched, its chain, and who works on it. */
import * as z from 'zod';
import { act, actKind } from './act-objects.ts';
import * as limits from './limits.ts';
import * as objects from './objects.ts';
import { plainText } from './requests.ts';

const id = z.string().regex(/^[0-9a-z-]{1,80}$/, 'not an id');

/** Every condition narrows. Times are compared with when something happened. */
export const listLog = z.strictObject({
  site: objects.siteId.optional(),
  /** Who did it: the id of an actor. */
  actor: id.optional(),
  kind: z.union([objects.reviewEvent.shape.kind, actKind]).optional(),
  /** The comment that it is about, the thread, or the author: theirs, or of what they wrote. */
  item: objects.commentId.optional(),
  thread: objects.threadId.optional(),
  author: id.optional(),
  /** Words that each begin a word of the reason or the note, in any order, whatever case and accents. */
  text: plainText(limits.LOG_TEXT_MAX_LENGTH).min(1).optional(),
  from: z.iso.datetime().optional(),
  /** Before this moment. */
  until: z.iso.datetime().optional(),
  after: z.string().min(1).max(limits.CURSOR_MAX_LENGTH).optional(),
});

/** What an event is about; null when the comment is not there any more. */
export const loggedEvent = objects.reviewEvent.extend({
  about: z
    .object({
      author: z.object({ id: z.string(), name: z.string() }),
      thread: z.object({ id: objects.threadId, title: z.string(), url: z.string() }),
    })
    .nullable(),
});
/** Events of items, and in the same span of time what moderators did besides; both newest first. */
export const moderationLog = z.object({
  events: z.array(loggedEvent),
  acts: z.array(act),
  /** Null at the end of the log. A search that looked at as much as one may stops with a cursor, and few events or none. */
  next: z.string().nullable(),
  /** How far back the search has looked, when it stopped before it had a slice full. */
  searchedTo: z.iso.datetime().nullable().optional(),
});

/** The last link of each site's chain: what `parley verify` prints too, so that the two can be compared. */
export const logChains = z.object({
  chains: z.array(z.object({ site: objects.siteId, events: z.int(), head: z.string() })),
});
export const readChains = z.strictObject({ site: objects.siteId.optional() });

/** Those who moderate the sites of whoever asks. `email` is told to owners only. */
export const staff = z.object({
  staff: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role: objects.moderator.shape.role,
      /** Empty for owners, who moderate all. */
      sites: z.array(objects.siteId),
      email: z.string().nullable(),
    }),
  ),
});

export type ListLog = z.infer<typeof listLog>;
export type LoggedEvent = z.infer<typeof loggedEvent>;
export type ModerationLog = z.infer<typeof moderationLog>;
export type LogChains = z.infer<typeof logChains>;
export type Staff = z.infer<typeof staff>;
