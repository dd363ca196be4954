import type { FlagResult } from '@parley/contracts/objects';
import type { Flag } from '@parley/contracts/requests';
import { type Actor, authorOf } from '../access/actor.ts';
import { assertMayJudge, notFound } from '../access/policy.ts';
import type { PostDeps } from '../comments/post-comment.ts';
import { announceItem } from '../moderation/announce-item.ts';
import { flaggedForReview } from '../moderation/review-change.ts';
import type { CommentRecord, FlagRow } from '../ports/records.ts';
import { ACCURACY_FLAGS, weighFlag } from './weigh-flag.ts';

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
  const flag: FlagRow = {
    thread: comment.thread,
    site: comment.site,
    comment: id,
    revision: comment.revision,
    reader: by,
    reason: request.reason,
    note,
    snapshot: comment.source ?? '',
    at: deps.clock.now(),
    ...(await weigh(deps, actor, comment, request.reason)),
  };
  const { isNew, item } = await deps.store.flags.add(flag, flaggedForReview(deps, flag));
  if (isNew) deps.log.info('comment.flagged', { comment: id, reason: request.reason });
  if (item !== null) await announceItem(deps, item);
  return (isNew ? null : await findOwn(deps, actor, comment)) ?? { comment: id, reason: request.reason };
}

/** The weight of a flag by this actor now. */
async function weigh(
  { store, sites, clock }: PostDeps,
  actor: Actor,
  comment: CommentRecord,
  reason: Flag['reason'],
): Promise<Pick<FlagRow, 'weight' | 'parts'>> {
  const [site, standing, accuracy] = await Promise.all([
    sites.find(comment.site),
    store.comments.standing(comment.site, actor.id),
    store.flags.accuracy(comment.site, actor.id, ACCURACY_FLAGS),
  ]);
  if (site === null) throw notFound();
  const flagger = { badge: authorOf(actor).badge, standing, accuracy };
  return weighFlag(reason, flagger, comment, { settings: site.settings, now: clock.now() });
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
