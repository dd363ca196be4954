/**
 * The REST client of the widget, the console and the tests. It needs `fetch` and nothing else; every failure
 * is an `ApiError` whose `code` says what to do, so callers never look at a status.
 */

import type { ListLog, ModerationLog } from '../log-objects.ts';
import type {
  Changes,
  Comment,
  DecisionResult,
  FlagReason,
  FlagResult,
  Me,
  Mine,
  ModeratorSession,
  Permalink,
  Preview,
  Queue,
  ReaderSession,
  ReviewItem,
  ReviewItemDetail,
  Slice,
  Sort,
  Thread,
  ThreadSlice,
  VoteResult,
} from '../objects.ts';
import type { FieldError, Problem, ProblemCode } from '../problems.ts';
import type { Decision, ListQueue, PostCommentInput, UpdateThread } from '../requests.ts';
import { helpCalls } from './help-calls.ts';
import { issueCalls } from './issue-calls.ts';
import { leadCalls } from './lead-calls.ts';

/** Codes that only a client can know: no connection, no answer in time, an answer that is not ours. */
export type ClientCode = ProblemCode | 'offline' | 'timeout' | 'not-parley';

export class ApiError extends Error {
  readonly code: ClientCode;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly requestId: string | null;
  readonly retryAfter: number | null;
  readonly errors: FieldError[];
  readonly current: unknown;

  constructor(
    code: ClientCode,
    detail: string,
    status = 0,
    problem?: Partial<Problem>,
    requestId: string | null = null,
  ) {
    super(detail);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.retryAfter = problem?.retryAfter ?? null;
    this.errors = problem?.errors ?? [];
    this.current = problem?.current;
  }

  /** Whether the same request may succeed later, unchanged. Posts repeat with the same key. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429;
  }
}

/** One finished call, for self-diagnosis. `route` has no ids and no query in it. */
export type CallRecord = {
  method: string;
  route: string;
  status: number;
  ms: number;
  requestId: string | null;
};

export type ApiClientOptions = {
  /** Origin of the service, without a slash at the end. */
  baseUrl: string;
  token?: () => string | null;
  fetch?: typeof fetch;
  /** How long a call may take, in milliseconds. */
  timeoutMs?: number;
  /** Extra headers on every call: the console marks its own. */
  headers?: Record<string, string>;
  onCall?: (call: CallRecord) => void;
};

const DEFAULT_TIMEOUT_MS = 15_000;

export type ReaderClient = ReturnType<typeof createReaderClient>;
export type HelpClient = ReturnType<typeof helpCalls>;
export type ApiClient = ReaderClient &
  ReturnType<typeof furtherCalls> &
  HelpClient &
  ReturnType<typeof moderatorCalls> &
  ReturnType<typeof issueCalls> &
  ReturnType<typeof leadCalls>;

/** All calls: for the console, the command line and tests. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const call = createCaller(options);
  return {
    ...readerCalls(call),
    ...furtherCalls(call),
    ...helpCalls(call),
    ...moderatorCalls(call),
    ...issueCalls(call),
    ...leadCalls(call),
  };
}

/** What a reader can do, and no more: pages that readers open do not carry the moderators' calls. */
export function createReaderClient(options: ApiClientOptions) {
  return readerCalls(createCaller(options));
}

/** What a reader in trouble needs, and nothing that could be in trouble with them. */
export function createHelpClient(options: ApiClientOptions): HelpClient {
  return helpCalls(createCaller(options));
}

type Call = ReturnType<typeof createCaller>;

function readerCalls(call: Call) {
  return {
    openThread: (query: {
      site: string;
      key: string;
      url?: string;
      title?: string;
      sort?: Sort;
      limit?: number;
    }) => call<ThreadSlice>('GET', '/v1/threads', { query }),
    listComments: (
      thread: string,
      query: { parent?: string; sort?: Sort; after?: string; limit?: number } = {},
    ) => call<Slice>('GET', `/v1/threads/${thread}/comments`, { query }),
    listChanges: (thread: string, after: number) =>
      call<Changes>('GET', `/v1/threads/${thread}/changes`, { query: { after } }),
    getMine: (thread: string) => call<Mine>('GET', `/v1/threads/${thread}/mine`),
    getComment: (id: string) => call<Permalink>('GET', `/v1/comments/${id}`),
    postComment: (body: PostCommentInput) => call<Comment>('POST', '/v1/comments', { body }),
    editComment: (id: string, body: string) =>
      call<Comment>('PATCH', `/v1/comments/${id}`, { body: { body } }),
    /** Sent even when the page that asks for it is being left. */
    deleteComment: (id: string) => call<void>('DELETE', `/v1/comments/${id}`, { keepalive: true }),
    preview: (site: string, body: string) => call<Preview>('POST', '/v1/preview', { body: { site, body } }),
    vote: (id: string, value: -1 | 0 | 1) =>
      call<VoteResult>('PUT', `/v1/comments/${id}/vote`, { body: { value } }),
    flag: (id: string, reason: FlagReason, note?: string) =>
      call<FlagResult>('PUT', `/v1/comments/${id}/flag`, { body: { reason, ...(note ? { note } : {}) } }),
    mute: (author: string, isMuted = true) => call<void>(isMuted ? 'PUT' : 'DELETE', `/v1/mutes/${author}`),
    beginGuestSession: (site: string, name: string) =>
      call<ReaderSession>('POST', '/v1/sessions/guest', { body: { site, name } }),
    beginSsoSession: (site: string, token: string) =>
      call<ReaderSession>('POST', '/v1/sessions/sso', { body: { site, token } }),
    endSession: () => call<void>('DELETE', '/v1/sessions/current'),
  };
}

/** What readers may ask for, and the widget does not: it would only have to carry it. */
function furtherCalls(call: Call) {
  return {
    readCounts: (site: string, key: string[]) =>
      call<{ counts: Record<string, number> }>('GET', '/v1/counts', { query: { site, key } }),
    getMe: () => call<Me>('GET', '/v1/me'),
    appeal: (id: string, text: string) =>
      call<Comment>('POST', `/v1/comments/${id}/appeal`, { body: { text } }),
  };
}

function moderatorCalls(call: Call) {
  return {
    pin: (id: string, pinned: boolean) =>
      call<Comment>('PUT', `/v1/comments/${id}/pin`, { body: { pinned } }),
    beginModeratorSession: (email: string, password: string) =>
      call<ModeratorSession>('POST', '/v1/sessions/moderator', { body: { email, password } }),
    listQueue: (query: ListQueue = {}) => call<Queue>('GET', '/v1/moderation/queue', { query }),
    getItem: (id: string) => call<ReviewItemDetail>('GET', `/v1/moderation/items/${id}`),
    claim: (id: string) => call<ReviewItem>('PUT', `/v1/moderation/items/${id}/claim`),
    unclaim: (id: string) => call<ReviewItem>('DELETE', `/v1/moderation/items/${id}/claim`),
    decide: (decisions: Decision[]) =>
      call<{ results: DecisionResult[]; bulk?: string }>('POST', '/v1/moderation/decisions', {
        body: { decisions },
      }),
    updateThread: (thread: string, body: UpdateThread) =>
      call<Thread>('PATCH', `/v1/moderation/threads/${thread}`, { body }),
    listLog: (query: ListLog = {}) => call<ModerationLog>('GET', '/v1/moderation/log', { query }),
  };
}

type Request = {
  query?: Record<string, string | number | string[] | undefined>;
  body?: unknown;
  /** `text/plain` needs no preflight. */
  contentType?: string;
  keepalive?: boolean;
  anonymous?: boolean;
};

function createCaller(options: ApiClientOptions) {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return async function call<T>(method: string, path: string, request: Request = {}): Promise<T> {
    const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
    const token = request.anonymous ? null : options.token?.();
    if (token) headers.authorization = `Bearer ${token}`;
    if (request.body !== undefined) headers['content-type'] = request.contentType ?? 'application/json';

    const startedAt = performance.now();
    const finish = (status: number, requestId: string | null) =>
      options.onCall?.({
        method,
        route: routeTemplate(path),
        status,
        ms: Math.round(performance.now() - startedAt),
        requestId,
      });

    let response: Response;
    let answer: unknown;
    try {
      response = await (options.fetch ?? fetch)(`${options.baseUrl}${path}${queryString(request.query)}`, {
        method,
        headers,
        body: request.body === undefined ? null : JSON.stringify(request.body),
        signal: AbortSignal.timeout(timeoutMs),
        credentials: 'same-origin',
        ...(request.keepalive ? { keepalive: true } : {}),
      });
      const text = await response.text();
      answer = text === '' ? undefined : parse(text);
    } catch (error) {
      finish(0, null);
      const isTimeout = error instanceof Error && error.name === 'TimeoutError';
      throw isTimeout
        ? new ApiError('timeout', 'The service did not answer in time.')
        : new ApiError('offline', 'The service cannot be reached.');
    }
    const requestId = response.headers.get('x-request-id');
    finish(response.status, requestId);
    if (response.ok) return answer as T;
    const problem = answer as Partial<Problem> | undefined;
    if (!problem?.code) {
      throw new ApiError(
        'not-parley',
        'The service gave an answer that is not its own.',
        response.status,
        {},
        requestId,
      );
    }
    throw new ApiError(
      problem.code,
      problem.detail ?? problem.title ?? '',
      response.status,
      problem,
      requestId,
    );
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function queryString(query: Request['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** Ids carry no meaning for a diagnosis and would split its groups. */
function routeTemplate(path: string): string {
  return path.replace(/\/[0-9a-z]{20,}/g, '/:id').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
}
