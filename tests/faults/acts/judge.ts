import { attempt, attemptToSet } from '../attempt.ts';
import type { Client } from '../clients.ts';
import type { Actors } from '../operations.ts';
import type { Operation } from '../schedule.ts';
import { idOf, others, pickFrom } from './choose.ts';
import { postNew } from './post.ts';

const VOTES = [-1, 1, 1, 0] as const;
const FLAG_REASONS = ['abuse', 'spam', 'off-topic', 'other'] as const;

/** A vote; for `vote-twice` the same one twice at once. */
export async function vote(actors: Actors, client: Client, operation: Operation): Promise<void> {
  const posted = pickFrom(others(actors, client), operation.pick);
  const id = idOf(posted);
  if (!posted || !id) return postNew(actors, client, operation);
  const value = VOTES[operation.text.length % VOTES.length] ?? 1;
  const settings = posted.votes.get(client.index) ?? [];
  posted.votes.set(client.index, settings);
  await times(operation.kind === 'vote-twice' ? 2 : 1, async () => {
    const { outcome, code } = await attemptToSet(settings, value, () => client.api.vote(id, value));
    actors.history.count(operation.kind, outcome, code);
  });
}

/** A flag; for `flag-twice` the same one twice at once. */
export async function flag(actors: Actors, client: Client, operation: Operation): Promise<void> {
  const posted = pickFrom(others(actors, client), operation.pick);
  const id = idOf(posted);
  if (!posted || !id) return postNew(actors, client, operation);
  const reason = FLAG_REASONS[operation.text.length % FLAG_REASONS.length] ?? 'other';
  await times(operation.kind === 'flag-twice' ? 2 : 1, async () => {
    const { outcome, code } = await attempt(() => client.api.flag(id, reason));
    if (posted.flags.get(client.index) !== 'done') posted.flags.set(client.index, outcome);
    actors.history.count(operation.kind, outcome, code);
  });
}

async function times(count: number, act: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, act));
}
