import type { Person } from '../../harness/people.ts';
import type { Service } from '../../harness/service.ts';

/** Later than every mark. */
const ALL = Number.MAX_SAFE_INTEGER;

export type Answer = { status: number; body: Record<string, unknown> };
/** A request, what it is to have changed, and somebody's change after which it comes once more. */
export type Write = {
  send(node: number): Promise<Answer>;
  /** Without ids and times, so that what it did once can be compared with what it did elsewhere. */
  effect(): Promise<unknown>;
  between?: { what: string; change(): Promise<unknown>; answer: number | string };
};
export type Stage = {
  service: Service;
  last: number;
  alice: Person;
  bob: Person;
  mod: Person;
  other: Person;
  key: string;
};

/** Sends a request by way of a node, and answers whatever comes. */
export async function call(
  { service }: Stage,
  who: Person | null,
  node: number,
  [method, path]: [string, string],
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${service.nodes[node]!.url}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(who === null ? {} : { authorization: `Bearer ${who.token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
}

/** Everything that a request about a comment could change. */
export async function lookAt({ service }: Stage, thread: string, id?: string) {
  const { store } = service.nodes[0]!.running;
  await store.votes.flush(ALL, 100);
  const record = await store.threads.find(thread);
  const log = await store.threads.changesAfter(thread, 0);
  const kept = {
    state: record?.state,
    count: record?.commentCount,
    log: log?.changes.map(({ kind }) => kind),
    drift: await store.relay.reconcile(thread),
  };
  if (id === undefined) return kept;
  const comment = await store.comments.find(id);
  const item = await store.review.find(id);
  return {
    ...kept,
    comment: comment && [comment.status, comment.source, comment.revision, comment.pinned],
    votes: comment && [comment.up, comment.down],
    revisions: (await store.comments.listRevisions(id, 50)).length,
    item: item && [item.version, item.state, item.flags, item.claim?.by.name],
    events: (await store.review.events(id)).map(({ kind }) => kind),
    flags: (await store.flags.listFor(id)).map(({ reason }) => reason),
  };
}

/** How each kind of write is arranged, by name. */
export type Writes = Record<string, (stage: Stage) => Promise<Write>>;
