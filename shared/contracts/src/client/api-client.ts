/**
 * All calls of the REST API, for the console, the command line and tests; and those of readers in trouble. Pages that
 * readers open carry `reader-client.ts` instead, and what their forms need when these are there.
 */
import type { ListLog, ModerationLog } from '../log-objects.ts';
import type {
  Comment,
  DecisionResult,
  Me,
  ModeratorSession,
  Queue,
  ReviewItem,
  ReviewItemDetail,
  Thread,
} from '../objects.ts';
import type { Decision, ListQueue, UpdateThread } from '../requests.ts';
import { formCalls } from './form-calls.ts';
import { helpCalls } from './help-calls.ts';
import { issueCalls } from './issue-calls.ts';
import { leadCalls } from './lead-calls.ts';
import { type ApiClientOptions, type Call, createCaller, readerCalls } from './reader-client.ts';

export * from './reader-client.ts';

export type HelpClient = ReturnType<typeof helpCalls>;
export type ApiClient = ReturnType<typeof readerCalls> &
  ReturnType<typeof formCalls> &
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
    ...formCalls(call),
    ...furtherCalls(call),
    ...helpCalls(call),
    ...moderatorCalls(call),
    ...issueCalls(call),
    ...leadCalls(call),
  };
}

/** What a reader in trouble needs, and nothing that could be in trouble with them. */
export function createHelpClient(options: ApiClientOptions): HelpClient {
  return helpCalls(createCaller(options));
}

/** What readers may ask for, and the widget does not: it would only have to carry it. */
function furtherCalls(call: Call) {
  return {
    readCounts: (site: string, key: string[]) =>
      call<{ counts: Record<string, number> }>('GET', '/v1/counts', { query: { site, key } }),
    getMe: () => call<Me>('GET', '/v1/me'),
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
