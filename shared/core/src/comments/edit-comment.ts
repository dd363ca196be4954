import type { Comment } from '@parley/contracts/objects';
import type { EditComment } from '@parley/contracts/requests';
import { type Actor, authorOf, sanctionsOf } from '../access/actor.ts';
import { assertMayEdit, assertMayPost, isAuthor, notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import { announceItem } from '../moderation/announce-item.ts';
import { heldForReview } from '../moderation/review-change.ts';
import type { CommentRecord } from '../ports/records.ts';
import { announceChanges } from '../threads/announce-changes.ts';
import { type HearingDeps, heardBody, keepOpinion } from './heard-body.ts';
import { type PostDeps, queuedAs } from './post-comment.ts';
import { presentOwnComment } from './present-comment.ts';
import { screenedBody } from './screened-body.ts';

/**
 * Gives a comment a new body within its edit window. It is screened like a new one, by outside services too, and may be
 * held, in which case it leaves the page. The same body again changes nothing, and is answered whatever has become of window and
 * thread since: it may be a retry. Throws `edit-window-closed`, `conflict` (somebody acted on the comment
 * meanwhile, or its `editedAt` is not the one that the author saw) and what screening refuses.
 */
export async function editComment(
  deps: PostDeps & HearingDeps,
  actor: Actor,
  id: string,
  request: EditComment,
): Promise<Comment> {
  const source = request.body;
  const comment = await deps.store.comments.find(id);
  if (comment === null) throw notFound();
  if (isEdited(actor, comment, source)) return presentOwnComment(comment);
  const [site, thread] = await Promise.all([
    deps.sites.find(comment.site),
    deps.store.threads.find(comment.thread),
  ]);
  if (site === null || thread === null) throw notFound();
  assertMayEdit(actor, comment, site, deps.clock.now());
  assertMayPost(actor, site, thread);
  if (request.editedAt !== undefined && !isSameTime(request.editedAt, comment.editedAt))
    throw changedMeanwhile();

  const author = authorOf(actor);
  const screened = await screenedBody(deps, {
    site,
    thread,
    author,
    source,
    isNew: false,
    sanctions: sanctionsOf(actor),
  });
  const page = { url: thread.url, title: thread.title };
  const about = { author, parent: comment.parent, page, isEdit: true };
  const { body, akismet } = await heardBody(deps, site, about, screened);
  const { findings, standing: _standing, ...text } = body;
  // A comment that awaits a moderator cannot be edited out of the queue.
  const status = comment.status === 'held' ? 'held' : text.status;
  const revised = { ...comment, revision: comment.revision + 1 };
  const review =
    status === 'held'
      ? { review: heldForReview(deps, revised, findings, 'edited', queuedAs({ ...comment, ...text })) }
      : {};
  const write = await deps.store.comments.edit(
    id,
    {
      ...text,
      reason: text.reason ?? (status === 'held' ? comment.reason : null),
      status,
      expectedRevision: comment.revision,
      editedAt: deps.clock.now(),
    },
    review,
  );
  if (write === null) {
    const current = await deps.store.comments.find(id);
    if (current !== null && isEdited(actor, current, source)) return presentOwnComment(current);
    throw changedMeanwhile();
  }
  deps.log.info('comment.edited', { comment: id, status });
  await keepOpinion(deps, write.comment, akismet);
  await announceChanges(deps, write.changes);
  if (write.item !== null) await announceItem(deps, write.item);
  return presentOwnComment(write.comment);
}

/** Whether the author's comment says this already. */
function isEdited(actor: Actor, comment: CommentRecord, source: string): boolean {
  return isAuthor(actor, comment) && comment.source === source;
}

function isSameTime(iso: string | null, at: number | null): boolean {
  return iso === null ? at === null : Date.parse(iso) === at;
}

function changedMeanwhile(): CoreError {
  return new CoreError('conflict', 'The comment has changed meanwhile. Look at it again before you edit.');
}
