import { page } from '../../harness/people.ts';
import { attempt } from '../attempt.ts';
import type { Client } from '../clients.ts';
import { SITE } from '../cluster.ts';
import type { Posted } from '../history.ts';
import { idempotencyKeyOf, markerOf, postName } from '../marker.ts';
import type { Actors } from '../operations.ts';
import type { Operation } from '../schedule.ts';
import { idOf, others, own, pickFrom } from './choose.ts';

/** What screening holds for a moderator. */
export const SUSPECT_WORDS = 'You idiot.';

/** Asks for a post, again or for the first time; answers are held against each other by the checks. */
export async function send({ history }: Actors, client: Client, posted: Posted, kind: string) {
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
  if (value?.status === 'held' && posted.doneAt === null) {
    posted.isMeantHeld = true;
    history.withheld.add(posted.marker);
  }
  if (outcome === 'done') posted.doneAt ??= performance.now();
  posted.outcome = joint(posted.outcome, outcome);
  history.count(kind, outcome, code);
  return outcome;
}

export async function postNew(
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
    body: isMeantHeld ? `${SUSPECT_WORDS} ${text} ${marker}` : `${text} ${marker}`,
    marker,
    isMeantHeld,
    ids: new Set(),
    outcome: 'refused',
    askedAt: performance.now(),
    doneAt: null,
    edits: [],
    withdrawals: [],
    statuses: [],
    approvals: 0,
    pins: [],
    votes: new Map(),
    flags: new Map(),
  };
  actors.history.posts.set(name, posted);
  if (isMeantHeld) actors.history.withheld.add(marker);
  const what = isMeantHeld ? 'post-held' : parent === null ? 'post' : 'reply';
  const sendings = [send(actors, client, posted, what)];
  if (kind === 'post-twice') sendings.push(send(actors, client, posted, 'post-twice'));
  await Promise.all(sendings);
}

export async function reply(actors: Actors, client: Client, operation: Operation): Promise<void> {
  await postNew(actors, client, operation, idOf(pickFrom(others(actors, client), operation.pick)));
}

export async function repeat(actors: Actors, client: Client, operation: Operation): Promise<void> {
  const posted = pickFrom(own(actors, client), operation.pick);
  if (posted) await send(actors, client, posted, 'repeat');
  else await postNew(actors, client, operation);
}

/** One sending that was carried out, or may be, outweighs another's refusal. */
function joint(before: Posted['outcome'], outcome: Posted['outcome']): Posted['outcome'] {
  if (before === 'done' || outcome === 'done') return 'done';
  return before === 'unknown' ? 'unknown' : outcome;
}
