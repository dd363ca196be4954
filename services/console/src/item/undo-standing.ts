/** Whether an event of an item may be taken back, and if not, why not. Pure. */
import type { DecisionAction, ReviewEvent } from '@parley/contracts/objects';
import { pastActions } from '../names.ts';

export type UndoStanding =
  | { kind: 'free' }
  | { kind: 'undone'; by: ReviewEvent }
  /** A later event changed the same and still stands. */
  | { kind: 'overtaken'; by: ReviewEvent }
  | { kind: 'not-yours' }
  /** What rules, readers and authors did, and undos themselves. */
  | { kind: 'no-decision' };

/** `undoable`: ids of what the service lets this moderator take back. It decides; the rest is to say why. */
export function undoStanding(
  event: ReviewEvent,
  events: readonly ReviewEvent[],
  undoable: readonly string[],
): UndoStanding {
  if (!isDecision(event)) return { kind: 'no-decision' };
  if (undoable.includes(event.id)) return { kind: 'free' };
  const reversal = events.find((one) => one.reverses === event.id);
  if (reversal) return { kind: 'undone', by: reversal };
  const reversed = new Set(events.map((one) => one.reverses));
  const obstacle = events.findLast(
    (later) =>
      later.version > event.version && later.kind !== 'undo' && !reversed.has(later.id) && isChange(later),
  );
  return obstacle ? { kind: 'overtaken', by: obstacle } : { kind: 'not-yours' };
}

/** What a person decided, which alone can be taken back. */
export function isDecision(event: ReviewEvent | null): event is ReviewEvent & { kind: DecisionAction } {
  return event !== null && event.actor.kind === 'moderator' && event.kind in pastActions;
}

/** The latest event that this moderator may take back, whoever decided it. */
export function lastUndoable(
  events: readonly ReviewEvent[],
  undoable: readonly string[],
): ReviewEvent | null {
  return events.findLast((event) => undoable.includes(event.id)) ?? null;
}

function isChange({ before, after }: ReviewEvent): boolean {
  return before.state !== after.state || before.status !== after.status;
}
