import type { DecisionResult } from '@parley/contracts/objects';
import type { Decision } from '@parley/contracts/requests';
import type { Actor, ModeratorActor } from '../access/actor.ts';
import { assertModerator, moderates } from '../access/policy.ts';
import type { PostDeps } from '../comments/post-comment.ts';
import type { CommentRecord, ReviewEventRecord, ReviewItemRecord } from '../ports/records.ts';
import { announceChanges } from '../threads/announce-changes.ts';
import { ALLOWED_ACTIONS, OUTCOMES } from './allowed-actions.ts';
import { announceItem } from './announce-item.ts';
import { DEFAULT_REASONS } from './author-reasons.ts';
import { presentEvent, presentItems } from './present-item.ts';
import { takenUpForReview } from './review-change.ts';

/**
 * Decides on several items, each by itself: one that somebody else has changed meanwhile is a `conflict` with
 * the winner's event, and does not stop the others. Several together share a bulk id. Version 0 is for comments
 * that no one has flagged: their item is opened first.
 */
export async function decideItems(
  deps: PostDeps,
  actor: Actor | null,
  decisions: Decision[],
): Promise<{ results: DecisionResult[]; bulk: string | null }> {
  assertModerator(actor);
  const bulk = decisions.length > 1 ? deps.ids.sortable() : null;
  const results: DecisionResult[] = [];
  for (const decision of decisions) results.push(await decideItem(deps, actor, decision, bulk));
  return { results, bulk };
}

/** One of them. */
export async function decideItem(
  deps: PostDeps,
  actor: ModeratorActor,
  wanted: Decision,
  bulk: string | null,
): Promise<DecisionResult> {
  const [known, comment] = await Promise.all([
    deps.store.review.find(wanted.item),
    deps.store.comments.find(wanted.item),
  ]);
  const isNew = known === null && wanted.version === 0;
  const mayDecide = comment !== null && moderates(actor, comment.site);
  const item = mayDecide && isNew ? await takeUp(deps, actor, comment) : known;
  if (!item || !mayDecide) return { outcome: 'not-found', id: wanted.item, item: null };
  const decision = isNew ? { ...wanted, version: 1 } : wanted;
  if (item.version === decision.version && !ALLOWED_ACTIONS[item.state].includes(decision.action)) {
    return { outcome: 'conflict', id: item.id, item: (await presentItems(deps, [item]))[0] ?? null };
  }

  const result = await deps.store.review.decide({
    id: item.id,
    expectedVersion: decision.version,
    event: { ...eventOf(deps, actor, decision, item, comment), ...(bulk === null ? {} : { bulk }) },
    authorReason: authorReason(decision),
  });
  if (result.outcome === 'not-found') return { outcome: 'not-found', id: decision.item, item: null };
  const [presented] = await presentItems(deps, [result.item]);
  const event = presentEvent(result.event);
  const answer = { id: item.id, item: presented ?? null, event };
  if (result.outcome === 'conflict') {
    const isSame =
      result.item.decision?.action === decision.action &&
      result.item.state === OUTCOMES[decision.action].state;
    return { outcome: isSame ? 'already' : 'conflict', ...answer };
  }
  deps.log.info('item.decided', { item: item.id, action: decision.action, moderator: actor.id });
  await announceChanges(deps, result.write?.changes ?? []);
  await announceItem(deps, result.item);
  const body = { comment: item.id, revision: comment.revision };
  if (decision.action === 'approve') await deps.store.opinions.contradict(body, 'ham');
  if (decision.action === 'spam') await deps.store.opinions.contradict(body, 'spam');
  return { outcome: 'done', ...answer };
}

function takeUp(
  deps: PostDeps,
  actor: ModeratorActor,
  comment: CommentRecord,
): Promise<ReviewItemRecord | null> {
  const by = { id: actor.id, name: actor.moderator.name };
  return deps.store.review.open(takenUpForReview(deps, comment, by));
}

function eventOf(
  deps: PostDeps,
  actor: ModeratorActor,
  decision: Decision,
  item: ReviewItemRecord,
  comment: CommentRecord,
): Omit<ReviewEventRecord, 'version'> {
  const { state, status } = OUTCOMES[decision.action];
  const isDeleted = comment.status === 'deleted';
  return {
    id: deps.ids.sortable(),
    item: item.id,
    site: item.site,
    kind: decision.action,
    at: deps.clock.now(),
    actor: { id: actor.id, name: actor.moderator.name, kind: 'moderator' },
    reason: decision.reason ?? null,
    note: decision.note ?? null,
    reasons: [],
    before: { state: item.state, status: comment.status },
    after: { state, status: isDeleted ? 'deleted' : (status ?? comment.status) },
  };
}

function authorReason({ action, reason }: Decision): string | null {
  if (action === 'reject') return reason ?? DEFAULT_REASONS.reject;
  return action === 'spam' ? DEFAULT_REASONS.spam : null;
}
