import type { FlagResult } from '@parley/contracts/objects';
import type { Flag } from '@parley/contracts/requests';
import { type Actor, authorOf } from '../access/actor.ts';
import { assertMayJudge } from '../access/policy.ts';
import type { PostDeps } from '../comments/post-comment.ts';
import { announceItem } from '../moderation/announce-item.ts';
import { flaggedForReview } from '../moderation/review-change.ts';
import type { CommentRecord } from '../ports/records.ts';

/** What one flag adds to the score; some complaints cannot wait. */
const WEIGHT_BY_REASON: Record<Flag['reason'], number> = {
  illegal: 40,
  abuse: 20,
  spam: 15,
  other: 10,
  'off-topic': 5,
};

/**
 * A reader's complaint about a comment: one a reader and revision, with the text as it was flagged. The second
 * is answered with the first, also when the comment has left the page since.
 */
export async function flagComment(
  deps: PostDeps,
  actor: Actor,
  id: string,
  request: Flag,
): Promise<FlagResult> {
  const comment = await deps.store.comments.find(id);
  const isGone = comment !== null && comment.status !== 'published';
  const known = isGone ? await findOwn(deps, actor, comment) : null;
  if (known !== null) return known;
  assertMayJudge(actor, comment);
  const by = { id: actor.id, name: authorOf(actor).name };
  const note = request.note?.trim() || null;
  const { isNew, item } = await deps.store.flags.add(
    {
      thread: comment.thread,
      comment: id,
      revision: comment.revision,
      reader: by,
      reason: request.reason,
      note,
      snapshot: comment.source ?? '',
      at: deps.clock.now(),
    },
    flaggedForReview(deps, comment, { reason: request.reason, by, note }, WEIGHT_BY_REASON[request.reason]),
  );
  if (isNew) deps.log.info('comment.flagged', { comment: id, reason: request.reason });
  if (item !== null) await announceItem(deps, item);
  return (isNew ? null : await findOwn(deps, actor, comment)) ?? { comment: id, reason: request.reason };
}

async function findOwn(
  deps: Pick<PostDeps, 'store'>,
  actor: Actor,
  { id, revision }: CommentRecord,
): Promise<FlagResult | null> {
  const flags = await deps.store.flags.listFor(id);
  const own = flags.find((flag) => flag.reader.id === actor.id && flag.revision === revision);
  return own === undefined ? null : { comment: id, reason: own.reason };
}
