/** What leads set for their site, and what they are shown of it. */
import * as z from 'zod';
import * as limits from './limits.ts';
import * as objects from './objects.ts';
import { plainText, webUrl } from './requests.ts';

/** A word or phrase, in which `*` is any run of letters within a word. */
const word = plainText(limits.WORD_MAX_LENGTH)
  .transform((value) => value.replace(/\s+/g, ' ').trim())
  .refine((value) => /[\p{L}\p{N}]/u.test(value), 'must contain a letter or a digit');
const words = z.array(word).max(limits.WORDS_MAX);
const wholeNumber = (min: number, max: number) => z.int().min(min).max(max);
const secret = z
  .string()
  .min(limits.SERVICE_SECRET_MIN_LENGTH)
  .max(limits.SERVICE_SECRET_MAX_LENGTH)
  .regex(/^[\x21-\x7e]+$/, 'printable ASCII without spaces');

const shown = {
  /** Characters of a comment. */
  maxLength: wholeNumber(limits.MAX_LENGTH_MIN, limits.BODY_MAX_LENGTH),
  /** 0: nobody replies. */
  maxDepth: wholeNumber(0, limits.MAX_DEPTH),
  editWindowSeconds: wholeNumber(0, limits.EDIT_WINDOW_MAX_SECONDS),
  /** Whether readers may comment under a name they give themselves. */
  guests: z.boolean(),
  premoderation: objects.premoderation,
  votes: z.enum(['off', 'up', 'up-down']),
  /** Seconds between two comments of a reader in a thread, where the thread sets none of its own; 0: none. */
  slowModeSeconds: wholeNumber(0, limits.SLOW_MODE_MAX_SECONDS),
  /** Published comments after which an author is no longer new. */
  trustedAfter: wholeNumber(0, limits.TRUSTED_AFTER_MAX),
  /** More links than this hold a comment. */
  linksForNewAuthors: wholeNumber(0, limits.LINKS_MAX),
  linksForTrusted: wholeNumber(0, limits.LINKS_MAX),
  /** Words that refuse a comment, that hold it, and that are passed over though a pattern matches them. */
  bannedWords: words,
  suspectWords: words,
  allowedWords: words,
  /** An author of whom so many comments were rejected, and at least this part of all, is looked at first. */
  rejectedMin: wholeNumber(1, limits.REJECTED_MIN_MAX),
  rejectedPercent: wholeNumber(1, 100),
  /** Whether browsers are asked to prove that they take their time: never, on suspicion, or whenever a guest posts. */
  captcha: z.enum(['off', 'on-suspicion', 'all-guests']),
  /** Where comments are sent for an opinion; null: nowhere. */
  classifierUrl: webUrl.nullable(),
  /** Where it is told that issue reports come in unusual numbers; null: nowhere. */
  alertUrl: webUrl.nullable(),
};

/** Kept and used, and never shown again: what is shown is whether there is one. */
const hidden = {
  akismetKey: secret.nullable(),
  classifierSecret: secret.nullable(),
  alertSecret: secret.nullable(),
};

export const shownSettings = z.object({
  ...shown,
  hasAkismetKey: z.boolean(),
  hasClassifierSecret: z.boolean(),
  hasAlertSecret: z.boolean(),
});
export const siteSettings = z.object({
  site: objects.siteId,
  /** To be sent along with a change: of two who change the same, one is told. */
  version: z.int(),
  settings: shownSettings,
  /** The last change, if anybody made one. */
  changed: z.object({ by: z.object({ id: z.string(), name: z.string() }), at: z.iso.datetime() }).nullable(),
});
export const changeSettings = z.strictObject({
  version: z.int().min(0),
  settings: z
    .strictObject({ ...shown, ...hidden })
    .partial()
    .refine((value) => Object.keys(value).length > 0, 'name something to change'),
});

/** What the rules go by that look at a text: as they would be, for a trial of what is not saved yet. */
export const triedSettings = z
  .strictObject({
    maxLength: shown.maxLength,
    premoderation: shown.premoderation,
    trustedAfter: shown.trustedAfter,
    linksForNewAuthors: shown.linksForNewAuthors,
    linksForTrusted: shown.linksForTrusted,
    bannedWords: words,
    suspectWords: words,
    allowedWords: words,
    rejectedMin: shown.rejectedMin,
    rejectedPercent: shown.rejectedPercent,
  })
  .partial();

export type ShownSettings = z.infer<typeof shownSettings>;
export type SiteSettings = z.infer<typeof siteSettings>;
export type ChangeSettings = z.infer<typeof changeSettings>;
export type TriedSettings = z.infer<typeof triedSettings>;
