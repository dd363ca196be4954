import { JUDGING_KINDS } from '@parley/core/flags/judge-flags';
import { completeReviewEvent, toReviewEvent, weightOf } from '@parley/core/moderation/fold-review';
import type { CommentRecord, ReviewItemRecord } from '@parley/core/ports/records';
import type { CommentWrite, ReviewStore } from '@parley/core/ports/store';
import { authorReasonFor } from '../author-reason.ts';
import type { Access } from './access.ts';
import { type CommentDocument, findDocument, toComment } from './comment-documents.ts';
import { settleOutcomes } from './flag-outcomes.ts';
import {
  type AppliedReview,
  appendEvent,
  applyReviewEvent,
  type DecisionEffect,
  eventId,
  findItem,
  foldIn,
  listEvents,
  type ReviewEventDocument,
  refreshItem,
} from './review-events.ts';
import { settleComment } from './settle-comment.ts';
import { changeComment } from './write-comment.ts';

type Decision = Parameters<ReviewStore['decide']>[0];
type Decided = Awaited<ReturnType<ReviewStore['decide']>>;

/**
 * Appends the decision to the item's log, where the first with its version wins; the same write notes what
 * it makes of the comment. That is carried there next, and then the note is taken away.
 */
export async function decide(access: Access, decision: Decision): Promise<Decided> {
  const comment = await findReviewed(access, decision.id);
  if (comment === null) return { outcome: 'not-found' };
  const stored = await access.inTurn(decision.id, () => storeDecision(access, decision, toComment(comment)));
  if (stored.outcome !== 'stored') return stored;
  const { item, event, effect } = stored;
  const write = await carryOut(access, { ...event, _id: eventId(event), effect });
  // A decision that changes nothing may still have logged what others wrote: somebody must tell of it.
  const hasWritten = write !== null && (effect.outcome !== null || write.changes.length > 0);
  return {
    outcome: 'done',
    item,
    event: toReviewEvent(event),
    write: hasWritten ? { ...write, item } : null,
  };
}

type Stored = { outcome: 'stored'; effect: DecisionEffect } & AppliedReview;

async function storeDecision(
  access: Access,
  { id, expectedVersion, event, authorReason, dueAt }: Decision,
  comment: CommentRecord,
): Promise<Stored | Exclude<Decided, { outcome: 'done' }>> {
  let item = await findItem(access.models, id);
  if (item?.version !== expectedVersion) item = await refreshItem(access, id);
  if (item === null) return { outcome: 'not-found' };
  if (item.version !== expectedVersion) return conflict(access, item);

  const effect = effectOf(comment, event.after.status, authorReason);
  const found = { before: comment, after: { ...comment, ...effect.outcome } };
  const complete = completeReviewEvent(item, { event, weight: weightOf(event), dueAt: dueAt ?? null }, found);
  const isFirst = await appendEvent(access, complete, { effect, pendingAt: access.clock.now() });
  if (!isFirst) return conflict(access, await refreshItem(access, id));
  return { outcome: 'stored', effect, item: await foldIn(access, item, complete), event: complete };
}

/**
 * Carries a decision into its comment, unless a later one has come first, and into the outcomes of its flags, and takes
 * the note away. It
 * publishes only the body that was decided on, as nobody has seen a newer one; it rejects whatever the author
 * has made of it since. A deleted comment stays deleted.
 */
export async function carryOut(
  access: Access,
  {
    _id,
    item,
    kind,
    version,
    effect,
  }: Pick<ReviewEventDocument, '_id' | 'item' | 'kind' | 'version' | 'effect'>,
): Promise<CommentWrite | null> {
  const written = await changeComment(access, item, (document) => {
    if (effect === undefined || document.decisionVersion >= version) return null;
    const before = toComment(document);
    const isUnseen = effect.outcome?.status === 'published' && document.revision !== effect.revision;
    const hasEffect = document.status !== 'deleted' && !isUnseen;
    return { after: hasEffect ? { ...before, ...effect.outcome } : before, decisionVersion: version };
  });
  if (written !== null) await access.reached('comment-written');
  const settled = written && (await settleComment(access, written.document, written.before));
  if (JUDGING_KINDS.some((judging) => judging === kind)) {
    await settleOutcomes(access, item);
    await access.reached('flags-judged');
  }
  await access.models.reviewEvents.updateOne({ _id }, { $unset: { effect: '', pendingAt: '' } }).exec();
  await access.reached('review-event-cleared');
  return settled;
}

/** The comment once its review item has all its events: an edit that nobody has seen must be seen first. */
async function findReviewed(access: Access, id: string): Promise<CommentDocument | null> {
  const document = await findDocument(access.models, id);
  // The marks stay: whoever made them has more to do, and tells others of it.
  for (const review of document?.unreviewed ?? []) await applyReviewEvent(access, review);
  return document;
}

async function conflict(
  access: Access,
  item: ReviewItemRecord | null,
): Promise<Exclude<Decided, { outcome: 'done' }>> {
  if (item === null) return { outcome: 'not-found' };
  const winner = (await listEvents(access.models, item.id, item.version - 1)).at(0);
  if (winner === undefined) throw new Error(`the review item ${item.id} lacks its event ${item.version}`);
  return { outcome: 'conflict', item, event: toReviewEvent(winner) };
}

function effectOf(
  comment: CommentRecord,
  status: CommentRecord['status'],
  authorReason: string | null,
): DecisionEffect {
  const reason = authorReasonFor(status, authorReason, comment);
  const isSame = comment.status === 'deleted' || (status === comment.status && reason === comment.reason);
  return { outcome: isSame ? null : { status, reason }, revision: comment.revision };
}
