import type { Actor } from '../access/actor.ts';
import { assertMayWithdraw, notFound } from '../access/policy.ts';
import { announceItem } from '../moderation/announce-item.ts';
import { announceChanges } from '../threads/announce-changes.ts';
import type { PostDeps } from './post-comment.ts';

/** An author takes their comment back: its text is erased at once, for moderators too. Twice is once. */
export async function withdrawComment(deps: PostDeps, actor: Actor, id: string): Promise<void> {
  const comment = await deps.store.comments.find(id);
  if (comment === null) throw notFound();
  assertMayWithdraw(actor, comment);
  // First, so that nothing of the text is left anywhere once it is answered that it is gone.
  await deps.store.opinions.remove(id);
  const write = await deps.store.comments.withdraw(id, {
    id: deps.ids.sortable(),
    at: deps.clock.now(),
    actor: { id: actor.id, name: comment.author.name, kind: 'reader' },
  });
  if (write === null) return;
  deps.log.info('comment.withdrawn', { comment: id });
  await announceChanges(deps, write.changes);
  if (write.item !== null) await announceItem(deps, write.item);
}
