import { BULK_MAX } from '@parley/contracts/limits';
import type { DecisionResult } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderates, notFound } from '../access/policy.ts';
import type { PostDeps } from '../comments/post-comment.ts';
import { CoreError } from '../core-error.ts';
import { takeBack } from './undo-event.ts';
import { isUndoable, mayUndo } from './undo-rules.ts';

/**
 * Takes back all that was decided together, each by itself: what somebody has changed since stays, and says so in
 * its result. Throws `forbidden` to moderators for what others decided.
 */
export async function undoBulk(
  deps: PostDeps,
  actor: Actor | null,
  id: string,
): Promise<{ results: DecisionResult[]; bulk: string }> {
  assertModerator(actor);
  const found = await deps.store.audit.listBulk(id, BULK_MAX);
  // Backwards: what opened an item before it was decided is taken back after the decision.
  const events = found
    .filter((event) => moderates(actor, event.site) && isUndoable(event))
    .sort((a, b) => b.version - a.version);
  if (events.length === 0) throw notFound();
  if (!events.every((event) => mayUndo(actor, event))) {
    throw new CoreError('forbidden', 'Another moderator decided this; a lead of the site can take it back.');
  }
  const bulk = deps.ids.sortable();
  const results: DecisionResult[] = [];
  for (const event of events) results.push(await takeBack(deps, actor, event, bulk));
  return { results, bulk };
}
