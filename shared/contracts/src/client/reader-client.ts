/**
 * The REST client that every page of a reader's carries. It needs `fetch` and nothing else; every failure is an
 * `ApiError` whose `code` says what to do, so callers never look at a status.
 */
import type { Changes, Comment, Mine, ReaderSession, Slice, Sort, ThreadSlice } from '../objects.ts';
import type { FieldError, Problem, ProblemCode } from '../problems.ts';
import type { PostCommentInput } from '../requests.ts';

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

export type Call = ReturnType<typeof createCaller>;
export type ReaderClient = ReturnType<typeof createReaderClient>;

/**
 * What it takes to read and write, and `call`, by which more can be made of it: pages that readers open carry neither
 * the moderators' calls nor those of forms that are not open.
 */
export function createReaderClient(options: ApiClientOptions) {
  const call = createCaller(options);
  return { ...readerCalls(call), call };
}

export function readerCalls(call: Call) {
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
    postComment: (body: PostCommentInput) => call<Comment>('POST', '/v1/comments', { body }),
    beginGuestSession: (site: string, name: string) =>
      call<ReaderSession>('POST', '/v1/sessions/guest', { body: { site, name } }),
    beginSsoSession: (site: string, token: string) =>
      call<ReaderSession>('POST', '/v1/sessions/sso', { body: { site, token } }),
    endSession: () => call<void>('DELETE', '/v1/sessions/current'),
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

export function createCaller(options: ApiClientOptions) {
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
