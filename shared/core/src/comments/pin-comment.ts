import { PINNED_MAX } from '@parley/contracts/limits';
import type { Comment } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { assertModerates, assertModerator, notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import { tellAct } from '../moderation/tell-act.ts';
import { announceChanges } from '../threads/announce-changes.ts';
import type { PostDeps } from './post-comment.ts';
import { presentComment } from './present-comment.ts';

/** A moderator puts a published comment at the head of its thread, or takes it down from there. */
export async function pinComment(
  deps: PostDeps,
  actor: Actor | null,
  id: string,
  pinned: boolean,
): Promise<Comment> {
  assertModerator(actor);
  const comment = await deps.store.comments.find(id);
  if (comment === null) throw notFound();
  assertModerates(actor, comment.site);
  if (comment.status !== 'published')
    throw new CoreError('conflict', 'Only published comments can be pinned.');
  if (pinned && !comment.pinned && (await deps.store.comments.countPinned(comment.thread)) >= PINNED_MAX) {
    throw new CoreError('pinned-full', `At most ${PINNED_MAX} comments can be pinned. Unpin one first.`);
  }
  const act = tellAct(deps, actor, {
    site: comment.site,
    kind: pinned ? 'comment-pinned' : 'comment-unpinned',
    subject: { kind: 'comment', id, name: comment.author.name },
    before: { pinned: !pinned },
    after: { pinned },
  });
  const write = await deps.store.comments.setPinned(id, pinned, act);
  if (write === null) return presentComment((await deps.store.comments.find(id)) ?? comment);
  deps.log.info('comment.pinned', { comment: id, pinned, moderator: actor.id });
  await announceChanges(deps, write.changes);
  return presentComment(write.comment);
}
