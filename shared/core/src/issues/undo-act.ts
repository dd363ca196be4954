import type { IssueGroupDetail, IssueTriage } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import { findReversal, mayUndo } from '../moderation/undo-rules.ts';
import { actOnGroup, conflict, findGroup, type IssueDeps } from './act-on-group.ts';
import { changedFields } from './fold-issue.ts';
import { announceShown } from './merge-groups.ts';
import { presentDetail } from './read-group.ts';
import { isUndoable, obstacleTo } from './undoable-acts.ts';

/** How far back, in events of the group, an act can be taken back. */
const REACH = 200;

/**
 * Takes an act back by an event of its own: what it changed is again what it was before it. Twice is once. Throws
 * `conflict` when a later act has changed the same, and `forbidden` to moderators for what others did.
 */
export async function undoIssueEvent(
  deps: IssueDeps,
  actor: Actor | null,
  id: string,
  eventId: string,
): Promise<IssueGroupDetail> {
  assertModerator(actor);
  const group = await findGroup(deps, actor, id);
  const events = (await deps.store.issues.events(id, REACH)).reverse();
  const event = events.find((one) => one.id === eventId);
  if (event === undefined) throw notFound();
  if (!mayUndo(actor, { ...event, site: group.site })) {
    throw new CoreError('forbidden', `${event.actor.name} did this; a lead of the site can take it back.`);
  }
  if (!isUndoable(event)) throw new CoreError('conflict', 'This cannot be taken back; change it again.');
  if (findReversal(event, events) !== null) return presentDetail(deps, actor, group);
  const obstacle = obstacleTo(event, events);
  if (obstacle !== null) throw conflict(group, obstacle);
  const set: Partial<IssueTriage> = Object.fromEntries(
    changedFields(event).map((name) => [name, event.before[name]]),
  );
  const undone = await actOnGroup(deps, actor, group, { kind: 'undo', set, reverses: event.id });
  const places = [event.before.mergedInto, event.after.mergedInto].filter((place) => place !== null);
  if ('mergedInto' in set) {
    for (const place of places) {
      const other = await deps.store.issues.find(place);
      if (other !== null) await announceShown(deps, other);
    }
  }
  return presentDetail(deps, actor, undone);
}
