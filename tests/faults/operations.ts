import type { ApiClient } from '@parley/contracts/client/api-client';
import { page } from '../harness/people.ts';
import { attempt } from './attempt.ts';
import type { Client } from './clients.ts';
import { SITE } from './cluster.ts';
import { decide } from './decisions.ts';
import type { History, Posted } from './history.ts';
import { idempotencyKeyOf, markerOf, postName } from './marker.ts';
import type { Operation, OperationKind } from './schedule.ts';

export type Actors = {
  clients: Client[];
  moderators: ApiClient[];
  history: History;
  letThrough: Set<string>;
};
type Act = (actors: Actors, client: Client, operation: Operation) => Promise<void>;

/** The newest comments are those that people react to, and where faults meet. */
const RECENT = 30;
const VOTES = [-1, 1, 1, 0] as const;
const FLAG_REASONS = ['abuse', 'spam', 'off-topic', 'other'] as const;

/** Carries out one operation; what there is nothing for yet becomes a post. */
export async function perform(actors: Actors, operation: Operation): Promise<void> {
  const client = actors.clients[operation.client];
  if (client) await ACTS[operation.kind](actors, client, operation);
}

/** Asks for a post, again or for the first time; answers are held against each other by the checks. */
export async function send({ history }: Actors, client: Client, posted: Posted, kind: string): Promise<void> {
  const { outcome, value, code } = await attempt(() =>
    client.api.postComment({
      idempotencyKey: idempotencyKeyOf(posted.name),
      site: SITE,
      thread: page(posted.threadKey),
      parent: posted.parent,
      body: posted.body,
    }),
  );
  if (value) history.learnId(posted, value.id);
  if (posted.outcome !== 'done') posted.outcome = outcome;
  history.count(kind, outcome, code);
}

const ACTS: Record<OperationKind, Act> = {
  post: (actors, client, operation) => postNew(actors, client, operation),
  'post-held': (actors, client, operation) => postNew(actors, client, operation),
  'post-twice': (actors, client, operation) => postNew(actors, client, operation),
  reply: (actors, client, operation) => {
    const parent = pickFrom(others(actors, client), operation.pick);
    return postNew(actors, client, operation, idOf(parent));
  },
  repeat: async (actors, client, operation) => {
    const posted = pickFrom(own(actors, client), operation.pick);
    if (posted) await send(actors, client, posted, 'repeat');
    else await postNew(actors, client, operation);
  },
  edit: async (actors, client, operation) => {
    const posted = pickFrom(own(actors, client), operation.pick);
    const id = idOf(posted);
    if (!posted || !id) return postNew(actors, client, operation);
    const marker = markerOf(posted.name, posted.edits.length + 1);
    const edit: Posted['edits'][number] = { marker, outcome: 'unknown' };
    posted.edits.push(edit);
    const { outcome, code } = await attempt(() => client.api.editComment(id, `${operation.text} ${marker}`));
    edit.outcome = outcome;
    actors.history.count('edit', outcome, code);
  },
  withdraw: async (actors, client, operation) => {
    const posted = pickFrom(own(actors, client), operation.pick);
    const id = idOf(posted);
    if (!posted || !id) return postNew(actors, client, operation);
    const at = posted.withdrawals.push('unknown') - 1;
    const { outcome, code } = await attempt(() => client.api.deleteComment(id));
    posted.withdrawals[at] = outcome;
    actors.history.count('withdraw', outcome, code);
  },
  vote: async (actors, client, operation) => {
    const posted = pickFrom(others(actors, client), operation.pick);
    const id = idOf(posted);
    if (!posted || !id) return postNew(actors, client, operation);
    const value = VOTES[operation.text.length % VOTES.length] ?? 1;
    const vote = posted.votes.get(client.index) ?? { acknowledged: null, open: new Set<number>() };
    posted.votes.set(client.index, vote);
    const { outcome, code } = await attempt(() => client.api.vote(id, value));
    if (outcome === 'done') vote.acknowledged = value;
    // Without an answer it may still be carried out, even after votes that are answered later.
    if (outcome === 'unknown') vote.open.add(value);
    actors.history.count('vote', outcome, code);
  },
  flag: async (actors, client, operation) => {
    const posted = pickFrom(others(actors, client), operation.pick);
    const id = idOf(posted);
    if (!posted || !id) return postNew(actors, client, operation);
    const reason = FLAG_REASONS[operation.text.length % FLAG_REASONS.length] ?? 'other';
    const { outcome, code } = await attempt(() => client.api.flag(id, reason));
    if (posted.flags.get(client.index) !== 'done') posted.flags.set(client.index, outcome);
    actors.history.count('flag', outcome, code);
  },
  decide: (actors, _client, operation) => decide(actors, operation, 1),
  duel: (actors, _client, operation) => decide(actors, operation, 2),
};

async function postNew(
  actors: Actors,
  client: Client,
  { kind, text }: Operation,
  parent: string | null = null,
): Promise<void> {
  const name = postName(client.index, client.posts++);
  const marker = markerOf(name, 0);
  const isMeantHeld = kind === 'post-held';
  const posted: Posted = {
    name,
    client: client.index,
    threadKey: client.threadKey,
    parent,
    body: isMeantHeld ? `You idiot. ${text} ${marker}` : `${text} ${marker}`,
    marker,
    isMeantHeld,
    ids: new Set(),
    outcome: 'unknown',
    edits: [],
    withdrawals: [],
    votes: new Map(),
    flags: new Map(),
  };
  actors.history.posts.set(name, posted);
  const what = isMeantHeld ? 'post-held' : parent === null ? 'post' : 'reply';
  const sendings = [send(actors, client, posted, what)];
  if (kind === 'post-twice') sendings.push(send(actors, client, posted, 'post-twice'));
  await Promise.all(sendings);
}

function own({ history }: Actors, { index }: Client): Posted[] {
  return [...history.posts.values()].filter((posted) => posted.client === index && isThere(posted));
}

function others({ history }: Actors, { index, threadKey }: Client): Posted[] {
  return [...history.posts.values()]
    .filter((posted) => posted.threadKey === threadKey && posted.client !== index && isThere(posted))
    .slice(-RECENT);
}

/** Published when last heard of: moderators may have decided otherwise since, and then it is refused. */
function isThere({ ids, isMeantHeld, withdrawals }: Posted): boolean {
  return ids.size > 0 && !isMeantHeld && withdrawals.length === 0;
}

function idOf(posted: Posted | undefined): string | null {
  return posted?.ids.values().next().value ?? null;
}

function pickFrom<T>(items: readonly T[], pick: number): T | undefined {
  return items[Math.floor(pick * items.length)];
}
