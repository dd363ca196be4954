import type { Comment } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { isAuthor, maySee, notFound } from '../access/policy.ts';
import type { PostDeps } from '../comments/post-comment.ts';
import { presentOwnComment } from '../comments/present-comment.ts';
import { CoreError } from '../core-error.ts';
import type { CommentRecord, ReviewItemRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { announceItem } from './announce-item.ts';
import { DUE_AFTER_MS } from './review-change.ts';

/** The reason by which an item shows that its author has asked for a second look. */
const APPEAL = 'appeal';
/** Puts an appeal among the first: somebody waits who did not agree. */
const WEIGHT = 25;
/** Moderators who may act in between before one gives up. */
const ATTEMPTS_MAX = 5;

/**
 * The author of a rejected comment asks for a second look, once: its item is escalated with their words. The same
 * words again change nothing. Throws `conflict` where it is not rejected or was appealed against before.
 */
export async function appealComment(
  deps: PostDeps,
  actor: Actor,
  id: string,
  request: { text: string },
): Promise<Comment> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const [comment, item] = await Promise.all([deps.store.comments.find(id), deps.store.review.find(id)]);
    if (comment === null || comment.status === 'deleted') throw notFound();
    if (!isAuthor(actor, comment)) throw maySee(actor, comment) ? notYours() : notFound();
    if (item !== null && hasAppeal(item)) {
      if (await isSameAppeal(deps, id, request.text)) return presentRejected(deps, comment);
      throw new CoreError('conflict', 'You have asked for a second look at this comment before.');
    }
    if (comment.status !== 'rejected' || item === null) {
      throw new CoreError('conflict', 'This comment is not rejected: there is nothing to ask for.');
    }
    const decided = await appeal(deps, actor, comment, item, request.text);
    if (decided.outcome !== 'done') continue;
    deps.log.info('comment.appealed', { comment: id });
    await announceItem(deps, decided.item);
    return presentRejected(deps, comment);
  }
  throw new CoreError('conflict', 'A moderator acts on this comment right now. Try again.');
}

/** A comment as its author sees it; a rejected one with whether they may ask for a second look. */
export async function presentRejected(deps: { store: Store }, comment: CommentRecord): Promise<Comment> {
  const own = presentOwnComment(comment);
  if (comment.status !== 'rejected') return own;
  const item = await deps.store.review.find(comment.id);
  if (item === null) return own;
  if (!hasAppeal(item)) return { ...own, appeal: 'possible' };
  return { ...own, appeal: item.state === 'closed' ? 'answered' : 'waiting' };
}

function appeal(
  deps: PostDeps,
  actor: Actor,
  { id, site, status, author }: CommentRecord,
  item: ReviewItemRecord,
  text: string,
) {
  const at = deps.clock.now();
  return deps.store.review.decide({
    id,
    expectedVersion: item.version,
    event: {
      id: deps.ids.sortable(),
      item: id,
      site,
      kind: 'appealed',
      at,
      actor: { id: actor.id, name: author.name, kind: 'reader' },
      reason: APPEAL,
      note: text,
      reasons: [
        { reason: APPEAL, source: 'author', detail: 'its author asks for a second look', weight: WEIGHT },
      ],
      before: { state: item.state, status },
      after: { state: 'escalated', status },
    },
    authorReason: null,
    dueAt: at + DUE_AFTER_MS,
  });
}

function hasAppeal({ reasons }: ReviewItemRecord): boolean {
  return reasons.some(({ reason, source }) => reason === APPEAL && source === 'author');
}

async function isSameAppeal(deps: { store: Store }, id: string, text: string): Promise<boolean> {
  const events = await deps.store.review.events(id);
  return events.some(({ kind, note }) => kind === 'appealed' && note === text);
}

function notYours(): CoreError {
  return new CoreError('forbidden', 'Only its author can ask for a second look at a comment.');
}
