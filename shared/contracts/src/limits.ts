/**
 * Every number that a form, a route and a document must agree on. Free of dependencies, so that the widget
 * can import it.
 */

/** The solution of a challenge with what it solves. */
export const CAPTCHA_MAX_LENGTH = 2_000;
/** Comment bodies, in UTF-16 code units: what `String.length` and `maxlength` count. */
export const BODY_MAX_LENGTH = 10_000;
/** What a site gets when it sets nothing. */
export const DEFAULT_MAX_LENGTH = 5_000;
/** A root has depth 0. Deeper replies are refused with `too-deep`. */
export const DEFAULT_MAX_DEPTH = 100;
export const MAX_DEPTH = 200;
export const DEFAULT_EDIT_WINDOW_SECONDS = 15 * 60;

export const NAME_MAX_LENGTH = 60;
export const NOTE_MAX_LENGTH = 1_000;
export const KEY_MAX_LENGTH = 1_024;
export const URL_MAX_LENGTH = 2_048;
export const TITLE_MAX_LENGTH = 300;
/** Of a language tag: private use makes them long. */
export const LANGUAGE_TAG_MAX_LENGTH = 100;
export const EMAIL_MAX_LENGTH = 254;
export const PASSWORD_MAX_LENGTH = 200;
export const PASSWORD_MIN_LENGTH = 10;
export const TOKEN_MAX_LENGTH = 8_192;
/** Long enough for a UUID and for clients that prefix theirs; short enough for an index. */
export const IDEMPOTENCY_KEY_MAX_LENGTH = 100;
export const CURSOR_MAX_LENGTH = 400;
export const SITE_ID_MAX_LENGTH = 40;

export const SLICE_DEFAULT = 20;
export const SLICE_MAX = 100;
/** Replies shown under a comment in a first slice, by how deep below the root the comment's replies stand. */
export const PREVIEW_REPLIES_BY_LEVEL: readonly number[] = [3, 2, 1];
/** The longest pause between two comments of a reader that a thread may ask for. */
export const SLOW_MODE_MAX_SECONDS = 3_600;
/** Authors that a reader has muted; whoever mutes more has the first ones forgotten. */
export const MUTES_MAX = 500;
export const COUNT_KEYS_MAX = 100;
/** What a site may set. Shorter comments than this are not worth a thread. */
export const MAX_LENGTH_MIN = 20;
export const EDIT_WINDOW_MAX_SECONDS = 24 * 60 * 60;
/** Published comments after which the most careful site trusts an author. */
export const TRUSTED_AFTER_MAX = 100;
export const LINKS_MAX = 100;
export const REJECTED_MIN_MAX = 1_000;
/** Each of a site's lists of words, and each word or phrase in it: all are looked for in every comment. */
export const WORDS_MAX = 500;
export const WORD_MAX_LENGTH = 80;
/** Keys and secrets of outside services. */
export const SERVICE_SECRET_MIN_LENGTH = 8;
export const SERVICE_SECRET_MAX_LENGTH = 200;
/** Pinned roots come first in the first slice; more than this cannot be pinned in one thread. */
export const PINNED_MAX = 5;
export const QUEUE_SLICE_DEFAULT = 50;
export const QUEUE_SLICE_MAX = 100;
/** Items that wait are counted up to here, so that a long queue costs no more than a short one. */
export const QUEUE_COUNT_MAX = 1_000;
/** Why somebody may not comment for a while, as they are told. */
export const SANCTION_REASON_MAX_LENGTH = 300;
export const DECISIONS_MAX = 100;
/** Bodies of a comment that a moderator is shown, the latest ones: more than an edit window is good for. */
export const REVISIONS_MAX = 50;
/** Decisions that bear one bulk id: what removing an author's latest comments may touch at once. */
export const BULK_MAX = 500;
/** How far back a sanction may take an author's comments down with it, in days. */
export const REMOVE_DAYS_MAX = 90;
/** What moderators look for threads and authors by. */
export const SEARCH_MAX_LENGTH = 300;
/** Words looked for in the log of moderation. */
export const LOG_TEXT_MAX_LENGTH = 100;
/** The longest time that statistics look back on, in days. */
export const STATS_DAYS_MAX = 90;

/** Comments in a feed: what a feed reader that calls once an hour can still miss nothing of on a lively day. */
export const FEED_LENGTH = 50;

/** Changes kept per thread; a reader further behind gets `reset` and loads the first slice anew. */
export const LOG_LENGTH = 500;

/** A moderator's claim on a review item; renewed while they look at it. */
export const CLAIM_LEASE_MS = 5 * 60_000;

/** JSON bodies of the API. */
export const BODY_BYTES_MAX = 64 * 1024;
/** The plain page's forms: a body of the greatest length is nine bytes a character in them at worst. */
export const FORM_BYTES_MAX = 128 * 1024;
/** Issue reports are deleted after 30 days. */
export const ISSUE_REPORT_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
/** One issue report, diagnostics included. */
export const ISSUE_REPORT_BYTES_MAX = 32 * 1024;
/** The newest reports that are shown with their group: enough to see what they have in common. */
export const ISSUE_SAMPLES_MAX = 20;
export const ISSUE_MESSAGE_MAX_LENGTH = 4_000;
/** Groups of issue reports that may be merged into one, one below another included. */
export const ISSUE_MERGED_MAX = 50;
/** An answer to a reader by mail, and how many a report may get. */
export const ISSUE_ANSWER_MAX_LENGTH = 4_000;
export const ISSUE_ANSWERS_MAX = 10;
/** Events shown with a group of issue reports, the newest. */
export const ISSUE_EVENTS_SHOWN = 50;
/** The newest reports of a group that its figures are made of. */
export const ISSUE_FACTS_MAX = 10_000;

/** One socket.io message from a client. */
export const SOCKET_MESSAGE_BYTES_MAX = 32 * 1024;
export const ROOMS_PER_SOCKET_MAX = 50;
export const SOCKETS_PER_ADDRESS_MAX = 200;
