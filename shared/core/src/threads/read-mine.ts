import type { Mine } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { presentRejected } from '../moderation/appeal-comment.ts';
import type { Store } from '../ports/store.ts';

/** What the shared slices cannot hold: the actor's votes, flags, whom they muted, and comments nobody else sees. */
export async function readMine(deps: { store: Store }, actor: Actor, thread: string): Promise<Mine> {
  const [votes, flagged, unseen, muted] = await Promise.all([
    deps.store.votes.mine(thread, actor.id),
    deps.store.flags.mine(thread, actor.id),
    deps.store.comments.listUnseenOf(thread, actor.id),
    deps.store.mutes.list(actor.id),
  ]);
  const comments = await Promise.all(unseen.map((comment) => presentRejected(deps, comment)));
  return { votes: Object.fromEntries(votes), flagged, comments, muted };
}
