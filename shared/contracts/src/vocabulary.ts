/** The ids and words that go over the wire. Part of `objects.ts`. */
import * as z from 'zod';
import * as limits from './limits.ts';

/** Sites are named by operators: short, lower case, fit for a URL. */
export const siteId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')
  .max(limits.SITE_ID_MAX_LENGTH);
/** Derived from site and key, so a thread can be read and joined before its first comment. */
export const threadId = z.string().regex(/^[a-z2-7]{20}$/, 'not a thread id');
/** Begins with its thread's id, so that every query can name the thread; the rest sorts by time. */
export const commentId = z.string().regex(/^[a-z2-7]{20}[0-9a-hjkmnp-tv-z]{26}$/, 'not a comment id');

export const sort = z.enum(['newest', 'oldest', 'top', 'discussed']);
export const flagReason = z.enum(['abuse', 'spam', 'off-topic', 'illegal', 'other']);
export const badge = z.enum(['guest', 'member', 'staff', 'moderator']);
export const commentStatus = z.enum(['published', 'held', 'rejected', 'deleted']);
export const premoderation = z.enum(['off', 'new-authors', 'all']);

export type Sort = z.infer<typeof sort>;
export type FlagReason = z.infer<typeof flagReason>;
export type Badge = z.infer<typeof badge>;
export type CommentStatus = z.infer<typeof commentStatus>;
