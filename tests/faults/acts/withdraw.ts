import { attempt } from '../attempt.ts';
import type { Client } from '../clients.ts';
import type { Actors } from '../operations.ts';
import type { Operation } from '../schedule.ts';
import { idOf, own, ownParents, pickFrom } from './choose.ts';
import { lookAfterRemoval } from './look-after-removal.ts';
import { postNew } from './post.ts';

/** A comment is taken back; for `withdraw-parent` one with replies, so that a tombstone is left. */
export async function withdraw(actors: Actors, client: Client, operation: Operation): Promise<void> {
  const choices = operation.kind === 'withdraw-parent' ? ownParents(actors, client) : own(actors, client);
  const posted = pickFrom(choices, operation.pick);
  const id = idOf(posted);
  if (!posted || !id) return postNew(actors, client, operation);
  const at = posted.withdrawals.push('unknown') - 1;
  const { outcome, code } = await attempt(() => client.api.deleteComment(id));
  posted.withdrawals[at] = outcome;
  actors.history.count(operation.kind, outcome, code);
  if (outcome === 'done') await lookAfterRemoval(actors, posted, { id, approvals: posted.approvals });
}
