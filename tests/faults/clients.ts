import { type ApiClient, createApiClient } from '@parley/contracts/client/api-client';
import { guest } from '../harness/people.ts';
import { type Cluster, MODERATOR, SITE } from './cluster.ts';

/** Somebody who writes to one thread and has it open in a window. */
export type Client = {
  index: number;
  readerId: string;
  token: string;
  threadKey: string;
  api: ApiClient;
  /** Posts so far: names the next. */
  posts: number;
  /** Issue reports so far. */
  reports: number;
};

/** A call that takes longer than this counts as unanswered. */
const CALL_TIMEOUT_MS = 4_000;

export async function signIn(
  { nodes: [node], proxies }: Cluster,
  { clients, threads }: { clients: number; threads: number },
): Promise<{ clients: Client[]; moderators: ApiClient[]; stranger: ApiClient }> {
  if (node === undefined) throw new Error('there is no server to sign in at');
  const baseUrl = `http://127.0.0.1:${proxies.writers.port}`;
  const apiOf = (token: string | null) =>
    createApiClient({ baseUrl, token: () => token, timeoutMs: CALL_TIMEOUT_MS });
  const signedIn: Client[] = [];
  for (let index = 0; index < clients; index += 1) {
    const { id: readerId, token } = await guest(node.url, SITE, `reader ${index}`);
    const threadKey = `page-${index % threads}`;
    signedIn.push({ index, readerId, token, threadKey, api: apiOf(token), posts: 0, reports: 0 });
  }
  const moderators: ApiClient[] = [];
  for (let index = 0; index < 2; index += 1) {
    const { token } = await node.api.beginModeratorSession(MODERATOR.email, MODERATOR.password);
    moderators.push(apiOf(token));
  }
  return { clients: signedIn, moderators, stranger: apiOf(null) };
}
