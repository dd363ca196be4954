/** What may be sent: one schema a body or query. Unknown fields are refused (`strictObject`). */
import * as z from 'zod';
import * as limits from './limits.ts';
import * as objects from './objects.ts';

/** Control characters other than tab and line ends never belong in what people type. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it is for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
/** What people type, but for bodies: no control characters, nothing half. */
export const plainText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !CONTROL.test(value), 'contains control characters')
    .refine((value) => value.isWellFormed(), 'contains half of a character');
const text = plainText;
export const webUrl = z
  .string()
  .max(limits.URL_MAX_LENGTH)
  .refine((value) => {
    const url = URL.parse(value);
    return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
  }, 'must be an absolute http or https address');
const cursor = z.string().min(1).max(limits.CURSOR_MAX_LENGTH);
const limit = z.coerce.number().int().min(1).max(limits.SLICE_MAX);
const wholeNumber = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const threadKey = text(limits.KEY_MAX_LENGTH).min(1);
const title = text(limits.TITLE_MAX_LENGTH);

/** A name a reader gives themselves: one line, something visible in it. Direction controls are dropped later. */
export const displayName = text(limits.NAME_MAX_LENGTH)
  .transform((value) => value.replace(/\s+/g, ' ').trim())
  .refine((value) => /[\p{L}\p{N}]/u.test(value), 'must contain a letter or a digit');

/** Made by the server for each form: when, by chance, and a signature over both. */
const formKey = z.string().regex(/^[0-9a-z]{1,12}\.[\w-]{20,50}\.[0-9a-f]{64}$/, 'not a key of our forms');

export const idParams = z.strictObject({ id: objects.commentId });
export const threadParams = z.strictObject({ thread: objects.threadId });
export const siteParams = z.strictObject({ site: objects.siteId });
export const muteParams = z.strictObject({ author: z.string().regex(/^[0-9a-z-]{1,80}$/, 'not an id') });
export const eventParams = z.strictObject({ id: z.string().max(80) });
export const ticketParams = z.strictObject({ ticket: z.uuid() });

export const openThread = z.strictObject({
  site: objects.siteId,
  key: threadKey,
  url: webUrl.optional(),
  title: title.optional(),
  sort: objects.sort.optional(),
  limit: limit.optional(),
});
export const listComments = z.strictObject({
  parent: objects.commentId.optional(),
  sort: objects.sort.optional(),
  after: cursor.optional(),
  limit: limit.optional(),
});
export const listChanges = z.strictObject({ after: wholeNumber });
export const threadReference = z.strictObject({ key: threadKey, url: webUrl, title: title.default('') });
export const commentBody = z
  .string()
  .max(limits.BODY_MAX_LENGTH)
  .refine((value) => !CONTROL.test(value), 'contains control characters')
  .refine((value) => value.isWellFormed(), 'contains half of a character')
  .refine((value) => /[^\s\p{Cf}\p{Cc}]/u.test(value), 'must not be empty');
export const postComment = z.strictObject({
  idempotencyKey: z
    .string()
    .min(8)
    .max(limits.IDEMPOTENCY_KEY_MAX_LENGTH)
    .regex(/^[\x21-\x7e]+$/, 'printable ASCII'),
  site: objects.siteId,
  thread: threadReference,
  parent: objects.commentId.nullable().default(null),
  body: commentBody,
  /** The solution of a `captcha-required`'s challenge: ALTCHA's payload, in base64. */
  captcha: z.string().max(limits.CAPTCHA_MAX_LENGTH).optional(),
  /** How long the author wrote, in milliseconds. */
  composedMs: z.int().min(0).optional(),
  /** Stands in a field that no person sees. */
  trap: z.string().max(limits.URL_MAX_LENGTH).optional(),
});
/**
 * The language that an address asks for: a tag such as `de` or `pt-BR`. One that there are no words in, or that is
 * none, is passed over.
 */
const lang = z.string().max(limits.LANGUAGE_TAG_MAX_LENGTH).optional();
export const inLanguage = z.object({ lang });
/** The plain page of a thread: roots, or with `comment` that one in its context. */
export const threadPage = z.strictObject({
  sort: objects.sort.optional(),
  after: cursor.optional(),
  comment: objects.commentId.optional(),
  /** Answered with the form for a reply to this comment. */
  reply: objects.commentId.optional(),
  /** A form's key: what became of the comment that it made. */
  receipt: formKey.optional(),
  /** Set after a post, to say that it is there. */
  posted: z.literal('yes').optional(),
  lang,
});
/**
 * Finds the plain page of a page's thread. Without a `url` the page is the one that the link stands on
 * (`Referer`); without a `key` it is the `url` without query and hash.
 */
export const findThreadPage = z.strictObject({
  site: objects.siteId,
  key: threadKey.optional(),
  url: webUrl.optional(),
  title: title.optional(),
  lang,
});
/** What the plain page's form sends. Forms break lines with CR LF, the rest of the service with LF alone. */
export const threadForm = z.strictObject({
  key: formKey,
  name: displayName,
  body: z.preprocess(
    (value) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value),
    commentBody,
  ),
  parent: z.union([objects.commentId, z.literal('').transform(() => null)]).default(null),
  /** Seen by programs only: people leave it empty. */
  website: z.string().max(limits.URL_MAX_LENGTH).default(''),
  /** Where the thread is not there yet: what it is to be the thread of. */
  site: objects.siteId.optional(),
  page: threadKey.optional(),
  url: z.union([webUrl, z.literal('')]).default(''),
  title: title.default(''),
});
/** The plain form for issue reports. */
export const reportForm = z.strictObject({
  ticket: z.uuid(),
  site: z.string().max(limits.SITE_ID_MAX_LENGTH).default(''),
  page: z.string().max(limits.URL_MAX_LENGTH).default(''),
  message: z.string().max(limits.ISSUE_MESSAGE_MAX_LENGTH).default(''),
  email: z.union([z.email().max(limits.EMAIL_MAX_LENGTH), z.literal('')]).default(''),
});
export const reportPage = z.object({
  site: z.string().max(limits.SITE_ID_MAX_LENGTH).default(''),
  page: z.string().max(limits.URL_MAX_LENGTH).default(''),
  lang,
});
export const editComment = z.strictObject({
  body: commentBody,
  /** `editedAt` of the comment that the author saw: where it is another by now, the edit is a `conflict`. */
  editedAt: z.iso.datetime().nullable().optional(),
});
export const preview = z.strictObject({ site: objects.siteId, body: commentBody });
export const vote = z.strictObject({ value: z.union([z.literal(-1), z.literal(0), z.literal(1)]) });
export const flag = z.strictObject({
  reason: objects.flagReason,
  note: text(limits.NOTE_MAX_LENGTH).optional(),
});
export const pin = z.strictObject({ pinned: z.boolean() });
export const readCounts = z.strictObject({
  site: objects.siteId,
  key: z
    .union([threadKey, z.array(threadKey).max(limits.COUNT_KEYS_MAX)])
    .transform((value) => (Array.isArray(value) ? value : [value])),
});

export const guestSession = z.strictObject({ site: objects.siteId, name: displayName });
export const ssoSession = z.strictObject({
  site: objects.siteId,
  token: z.string().min(1).max(limits.TOKEN_MAX_LENGTH),
});
export const moderatorSession = z.strictObject({
  email: z.string().min(3).max(limits.EMAIL_MAX_LENGTH),
  password: z.string().min(1).max(limits.PASSWORD_MAX_LENGTH),
  otp: z.string().max(20).optional(),
});

export const listQueue = z.strictObject({
  site: objects.siteId.optional(),
  state: objects.reviewState.optional(),
  reason: z.string().max(60).optional(),
  /** Of the comment: `held` waits to be published, `published` is there because of flags. */
  status: objects.commentStatus.optional(),
  thread: objects.threadId.optional(),
  author: z.string().max(80).optional(),
  openedBefore: z.iso.datetime().optional(),
  /** `latest`: what came into its state last first; of decided ones, what was decided last. */
  sort: z.enum(['priority', 'oldest', 'latest']).optional(),
  after: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(limits.QUEUE_SLICE_MAX).optional(),
});
const decision = z.strictObject({
  item: objects.commentId,
  version: z.int().min(0),
  action: objects.decisionAction,
  reason: text(200).optional(),
  note: text(limits.NOTE_MAX_LENGTH).optional(),
});
export const decide = z.strictObject({ decisions: z.array(decision).min(1).max(limits.DECISIONS_MAX) });
const steering = {
  state: z.enum(['open', 'closed']).optional(),
  premoderation: objects.premoderation.nullable().optional(),
  /** Seconds between two comments of a reader; 0 ends it. */
  slowModeSeconds: z.int().min(0).max(limits.SLOW_MODE_MAX_SECONDS).optional(),
};
export const updateThread = z
  .strictObject({
    ...steering,
    /** What whoever asks has seen of it: where that is so no longer, the change is a `conflict`. */
    seen: z.strictObject(steering).optional(),
  })
  .refine(({ seen: _, ...set }) => Object.keys(set).length > 0, 'name something to change');
export const listIssues = z.strictObject({
  site: objects.siteId.optional(),
  state: objects.issueState.optional(),
  /** Reports of each group, the newest. */
  samples: z.coerce.number().int().min(0).max(limits.ISSUE_SAMPLES_MAX).default(1),
  after: cursor.optional(),
});
/** Lenient where the rest is strict: a reader in trouble may run an old widget, and nothing may be lost. */
export const issueReport = z.object({
  ticket: z.uuid(),
  site: z.string().max(limits.SITE_ID_MAX_LENGTH),
  page: z.string().max(limits.URL_MAX_LENGTH),
  message: z.string().max(limits.ISSUE_MESSAGE_MAX_LENGTH).optional(),
  email: z.email().max(limits.EMAIL_MAX_LENGTH).optional(),
  diagnosis: z.array(z.string().max(60)).max(20).default([]),
  diagnostics: z.record(z.string().max(100), z.unknown()).default({}),
});

/** Live: client to server. */
export const join = z.strictObject({ thread: objects.threadId, after: z.int().min(0) });
export const leave = z.strictObject({ thread: objects.threadId });

export type OpenThread = z.infer<typeof openThread>;
export type ListComments = z.infer<typeof listComments>;
export type PostComment = z.infer<typeof postComment>;
export type PostCommentInput = z.input<typeof postComment>;
export type Decide = z.infer<typeof decide>;
export type Decision = z.infer<typeof decision>;
export type ListQueue = z.infer<typeof listQueue>;
export type UpdateThread = z.infer<typeof updateThread>;
export type EditComment = z.infer<typeof editComment>;
export type IssueReportInput = z.input<typeof issueReport>;
export type Flag = z.infer<typeof flag>;
