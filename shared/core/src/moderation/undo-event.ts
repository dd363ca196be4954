import type { DecisionResult } from '@parley/contracts/objects';
import type { Actor, ModeratorActor } from '../access/actor.ts';
import { assertModerator, moderates, notFound } from '../access/policy.ts';
import type { PostDeps } from '../comments/post-comment.ts';
import { CoreError } from '../core-error.ts';
import type { ReviewEventRecord, ReviewItemRecord } from '../ports/records.ts';
import { announceChanges } from '../threads/announce-changes.ts';
import { announceItem } from './announce-item.ts';
import { DEFAULT_REASONS, HELD_AGAIN } from './author-reasons.ts';
import { presentEvent, presentItems } from './present-item.ts';
import { decisionBefore, findObstacle, findReversal, isUndoable, mayUndo } from './undo-rules.ts';

/** Flags and edits that may come in between before one gives up. */
const ATTEMPTS_MAX = 8;

/**
 * Takes a decision back by an event of its own: the item's state and the comment's status are again what they
 * were before it. Twice is once. Throws `conflict` with what came after and changed the same thing, and
 * `forbidden` to moderators for what others decided.
 */
export async function undoEvent(deps: PostDeps, actor: Actor | null, id: string): Promise<DecisionResult> {
  assertModerator(actor);
  const event = await deps.store.audit.findEvent(id);
  if (event === null || !moderates(actor, event.site)) throw notFound();
  if (!mayUndo(actor, event)) {
    throw new CoreError(
      'forbidden',
      `${event.actor.name} decided this; a lead of the site can take it back.`,
    );
  }
  if (!isUndoable(event))
    throw new CoreError('conflict', 'This cannot be taken back; decide on the item again.');
  const result = await takeBack(deps, actor, event);
  if (result.outcome !== 'conflict') return result;
  const by = result.event?.actor.name ?? 'Somebody';
  throw new CoreError('conflict', `${by} has acted on this since. The item is shown as it is now.`, {
    current: result,
  });
}

/** The work of `undoEvent`, for one that may be undone by whoever asks; a conflict is a result. */
export async function takeBack(
  deps: PostDeps,
  actor: ModeratorActor,
  event: ReviewEventRecord,
  bulk?: string,
): Promise<DecisionResult> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const [events, item, comment] = await Promise.all([
      deps.store.review.events(event.item),
      deps.store.review.find(event.item),
      deps.store.comments.find(event.item),
    ]);
    const last = events.at(-1);
    if (item === null || comment === null || last === undefined || event.before.state === null)
      return { outcome: 'not-found', id: event.item, item: null };
    const reversal = findReversal(event, events);
    if (reversal !== null) return resultOf(deps, 'already', item, reversal);
    const obstacle = findObstacle(event, events);
    if (obstacle !== null) return resultOf(deps, 'conflict', item, obstacle);

    const restores = decisionBefore(event, events);
    const decided = await deps.store.review.decide({
      id: event.item,
      expectedVersion: last.version,
      event: {
        id: deps.ids.sortable(),
        item: event.item,
        site: event.site,
        kind: 'undo',
        at: deps.clock.now(),
        actor: { id: actor.id, name: actor.moderator.name, kind: 'moderator' },
        reason: null,
        note: null,
        reasons: [],
        before: { state: item.state, status: comment.status },
        after: { state: event.before.state, status: event.before.status },
        reverses: event.id,
        restores,
        ...(bulk === undefined ? {} : { bulk }),
      },
      authorReason: authorReason(event.before.status, restores),
    });
    if (decided.outcome === 'not-found') return { outcome: 'not-found', id: event.item, item: null };
    if (decided.outcome === 'conflict') continue;
    deps.log.info('decision.undone', { item: item.id, event: event.id, moderator: actor.id });
    await announceChanges(deps, decided.write?.changes ?? []);
    await announceItem(deps, decided.item);
    return resultOf(deps, 'done', decided.item, decided.event);
  }
  throw new CoreError('conflict', 'Too much happens to this item at once. Try again.');
}

async function resultOf(
  deps: PostDeps,
  outcome: DecisionResult['outcome'],
  item: ReviewItemRecord,
  event: ReviewEventRecord,
): Promise<DecisionResult> {
  const [presented] = await presentItems(deps, [item]);
  return { outcome, id: item.id, item: presented ?? null, event: presentEvent(event) };
}

function authorReason(
  status: ReviewEventRecord['before']['status'],
  decision: ReviewItemRecord['decision'],
): string | null {
  if (status === 'held') return HELD_AGAIN;
  if (status !== 'rejected') return null;
  return decision?.reason ?? DEFAULT_REASONS[decision?.action === 'spam' ? 'spam' : 'reject'];
}
