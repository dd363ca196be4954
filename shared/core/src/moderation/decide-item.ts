import type { DecisionResult } from '@parley/contracts/objects';
import type { Decision } from '@parley/contracts/requests';
import type { Actor, ModeratorActor } from '../access/actor.ts';
import { assertModerator, moderates } from '../access/policy.ts';
import type { PostDeps } from '../comments/post-comment.ts';
import type { CommentRecord, ReviewEventRecord, ReviewItemRecord } from '../ports/records.ts';
import { announceChanges } from '../threads/announce-changes.ts';
import { ALLOWED_ACTIONS, OUTCOMES } from './allowed-actions.ts';
import { announceItem } from './announce-item.ts';
import { presentEvent, presentItems } from './present-item.ts';

/** Told to the author when the moderator gives no reason of their own. */
const DEFAULT_REASON = {
  reject: 'It does not keep to the rules of this discussion.',
  spam: 'It was taken for advertising.',
};

/**
 * Decides on several items, each by itself: one that somebody else has changed meanwhile is a `conflict` with
 * the winner's event, and does not stop the others.
 */
export async function decideItems(
  deps: PostDeps,
  actor: Actor | null,
  decisions: Decision[],
): Promise<DecisionResult[]> {
  assertModerator(actor);
  const results: DecisionResult[] = [];
  for (const decision of decisions) results.push(await decideItem(deps, actor, decision));
  return results;
}

async function decideItem(
  deps: PostDeps,
  actor: ModeratorActor,
  decision: Decision,
): Promise<DecisionResult> {
  const item = await deps.store.review.find(decision.item);
  const comment = item && (await deps.store.comments.find(decision.item));
  if (!item || !comment || !moderates(actor, item.site))
    return { outcome: 'not-found', id: decision.item, item: null };
  if (item.version === decision.version && !ALLOWED_ACTIONS[item.state].includes(decision.action)) {
    return { outcome: 'conflict', id: item.id, item: (await presentItems(deps, [item]))[0] ?? null };
  }

  const result = await deps.store.review.decide({
    id: item.id,
    expectedVersion: decision.version,
    event: eventOf(deps, actor, decision, item, comment),
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
  return { outcome: 'done', ...answer };
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
  if (action === 'reject') return reason ?? DEFAULT_REASON.reject;
  return action === 'spam' ? DEFAULT_REASON.spam : null;
}
