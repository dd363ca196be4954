import type { ModeratorActor } from '../access/actor.ts';
import { leads, moderates } from '../access/policy.ts';
import type { ReviewEventRecord, ReviewItemRecord } from '../ports/records.ts';
import { foldDecision } from './fold-review.ts';

/** What events of any log have that can be taken back. */
type NumberedEvent = { id: string; version: number; kind: string; reverses?: string | undefined };

const DECISIONS: readonly ReviewEventRecord['kind'][] = ['approve', 'reject', 'spam', 'escalate', 'reopen'];

/** Decisions of people can be taken back; what rules, readers and authors did cannot, nor can an undo. */
export function isUndoable(event: ReviewEventRecord): boolean {
  return event.actor.kind === 'moderator' && DECISIONS.includes(event.kind);
}

/** Moderators take back what they decided; leads and owners what anybody did. */
export function mayUndo(actor: ModeratorActor, event: Pick<ReviewEventRecord, 'actor' | 'site'>): boolean {
  return event.actor.id === actor.id ? moderates(actor, event.site) : leads(actor, event.site);
}

/** The event that took `event` back, if it was. */
export function findReversal<Event extends NumberedEvent>(event: Event, events: Event[]): Event | null {
  return events.find(({ reverses }) => reverses === event.id) ?? null;
}

/**
 * The latest event that changed what `event` had changed, the item's state or the comment's status, and still
 * stands: taking `event` back would undo that as well. Null when there is none.
 */
export function findObstacle(
  event: ReviewEventRecord,
  events: ReviewEventRecord[],
): ReviewEventRecord | null {
  return findStanding(event, events, isChange);
}

/** The latest of the events after `event` that matters, was not taken back, and takes nothing back itself. */
export function findStanding<Event extends NumberedEvent>(
  event: Event,
  events: Event[],
  matters: (later: Event) => boolean,
): Event | null {
  const reversed = new Set(events.map(({ reverses }) => reverses));
  const stands = (later: Event) =>
    later.version > event.version && !reversed.has(later.id) && later.kind !== 'undo' && matters(later);
  return events.findLast(stands) ?? null;
}

/** The item's decision as it was before `event`. */
export function decisionBefore(
  event: ReviewEventRecord,
  events: ReviewEventRecord[],
): ReviewItemRecord['decision'] {
  return events
    .filter(({ version }) => version < event.version)
    .reduce<ReviewItemRecord['decision']>(foldDecision, null);
}

function isChange({ before, after }: ReviewEventRecord): boolean {
  return before.state !== after.state || before.status !== after.status;
}
