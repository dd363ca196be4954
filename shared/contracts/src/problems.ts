/**
 * Problem documents (RFC 9457). The table is the one place where a code meets its status and title;
 * clients branch on `code`. Free of dependencies, so that the widget can import it.
 */
export const PROBLEMS = {
  'bad-json': { status: 400, title: 'The body is not valid JSON' },
  'validation-failed': { status: 400, title: 'Some fields are not valid' },
  'invalid-cursor': { status: 400, title: 'This cursor does not belong to this list' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'session-expired': { status: 401, title: 'Your session has ended' },
  'sign-in-refused': { status: 401, title: 'Signing in was refused' },
  forbidden: { status: 403, title: 'You may not do this' },
  'origin-not-allowed': { status: 403, title: 'This page is not one of the site’s own' },
  'guests-not-allowed': { status: 403, title: 'This site asks readers to sign in' },
  'edit-window-closed': { status: 403, title: 'The time for editing is over' },
  banned: { status: 403, title: 'You cannot comment here at present' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  claimed: { status: 409, title: 'Another moderator is looking at this' },
  conflict: { status: 409, title: 'Somebody else was faster' },
  'thread-closed': { status: 409, title: 'This thread is closed' },
  'parent-gone': { status: 409, title: 'The comment you reply to is gone' },
  'duplicate-comment': { status: 409, title: 'You have said this already' },
  'pinned-full': { status: 409, title: 'No more comments can be pinned here' },
  'body-too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'Send JSON' },
  'idempotency-mismatch': { status: 422, title: 'This key was used for something else' },
  'captcha-required': { status: 428, title: 'Your browser is asked to show that no program writes' },
  'too-deep': { status: 422, title: 'Replies cannot be nested deeper' },
  'comment-refused': { status: 422, title: 'This comment cannot be published here' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The service is not available for a moment' },
  draining: { status: 503, title: 'This server is about to stop' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export type FieldError = { pointer: string; detail: string };

/** What a client receives for every answer of 400 and above. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** `urn:uuid:<request id>`: what a reader can quote, and what the server's log can be searched for. */
  instance: string;
  code: ProblemCode;
  errors?: FieldError[];
  /**
   * A word for what exactly was refused, by which programs say it in other languages. Present where `comment-refused`
   * alone does not say what its author can do: `banned-word`, `length`, `too-fast`, `trap-filled`.
   */
  reason?: string;
  /** Seconds. Present with `rate-limited` and `unavailable`. */
  retryAfter?: number;
  /**
   * More about it, by code: the winner of a conflict, the sanction of who is banned, the challenge of
   * `captcha-required`.
   */
  current?: unknown;
};

/** Builds the document for a code. `detail` says what happened and what the person can do. */
export function problem(
  code: ProblemCode,
  detail: string,
  instance: string,
  extras: Pick<Problem, 'errors' | 'reason' | 'retryAfter' | 'current'> = {},
): Problem {
  const { status, title } = PROBLEMS[code];
  return { type: `urn:parley:problem:${code}`, title, status, detail, instance, code, ...extras };
}
