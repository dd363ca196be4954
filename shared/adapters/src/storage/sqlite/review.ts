import { foldReview, toReviewEvent, weightOf } from '@parley/core/moderation/fold-review';
import type { ReviewItemRecord } from '@parley/core/ports/records';
import type { ReviewStore } from '@parley/core/ports/store';
import { authorReasonFor } from '../author-reason.ts';
import type { Access } from './access.ts';
import { findComment } from './comment-rows.ts';
import type { Database } from './database.ts';
import { settleOutcomes } from './flag-outcomes.ts';
import { applyReviewEvent, findItem, listEvents, setClaim } from './review-items.ts';
import { createReviewLists } from './review-lists.ts';
import { settleComment } from './settle-comment.ts';

type Decision = Parameters<ReviewStore['decide']>[0];
type DecisionOutcome = Awaited<ReturnType<ReviewStore['decide']>>;

export function createReview(access: Access): ReviewStore {
  const { db, read, write } = access;
  return {
    ...createReviewLists(access),
    find: (id) => read(() => findItem(db, id)),
    findMany: (ids) => read(() => ids.map((id) => findItem(db, id)).filter((item) => item !== null)),
    events: (id) => read(() => listEvents(db, id).map(toReviewEvent)),
    refold: (id) =>
      read(() => {
        const thread = findItem(db, id)?.thread;
        return thread === undefined ? null : foldReview(thread, listEvents(db, id));
      }),
    decide: (decision) => write(() => decide(db, decision)),
    open: (change) =>
      write(() => {
        const known = findItem(db, change.event.item);
        const comment = findComment(db, change.event.item);
        if (known !== null) return known;
        return comment && applyReviewEvent(db, change, { before: comment, after: comment }).item;
      }),
    claim: (id, by, until, now) => write(() => claim(db, id, by, until, now)),
    unclaim: (id, by) => write(() => unclaim(db, id, by)),
  };
}

function decide(
  db: Database,
  { id, expectedVersion, event, authorReason, dueAt }: Decision,
): DecisionOutcome {
  const item = findItem(db, id);
  const before = findComment(db, id);
  if (item === null || before === null) return { outcome: 'not-found' };
  if (item.version !== expectedVersion) {
    const winner = listEvents(db, id).at(-1);
    if (winner === undefined) throw new Error(`the review item ${id} has no events`);
    return { outcome: 'conflict', item, event: toReviewEvent(winner) };
  }
  const isDeleted = before.status === 'deleted';
  const status = isDeleted ? before.status : event.after.status;
  const reason = isDeleted ? null : authorReasonFor(status, authorReason, before);
  const isSame = status === before.status && reason === before.reason;
  const settled = isSame ? null : settleComment(db, before, { ...before, status, reason });
  const comment = { before, after: settled?.comment ?? before };
  const applied = applyReviewEvent(db, { event, weight: weightOf(event), dueAt: dueAt ?? null }, comment);
  settleOutcomes(db, event);
  return {
    outcome: 'done',
    item: applied.item,
    event: toReviewEvent(applied.event),
    write: settled && { ...settled, item: applied.item },
  };
}

function claim(
  db: Database,
  id: string,
  by: { id: string; name: string },
  until: number,
  now: number,
): ReviewItemRecord | null {
  const item = findItem(db, id);
  if (item === null) return null;
  const isTaken = item.claim !== null && item.claim.by.id !== by.id && item.claim.until > now;
  if (isTaken) return null;
  setClaim(db, id, { by: { id: by.id, name: by.name }, until });
  return findItem(db, id);
}

function unclaim(db: Database, id: string, by: string): ReviewItemRecord | null {
  const item = findItem(db, id);
  if (item === null || item.claim?.by.id !== by) return null;
  setClaim(db, id, null);
  return findItem(db, id);
}
