import type { FlagReason, ReviewReason, ReviewState, ScorePart } from '@parley/contracts/objects';
import type { CommentRecord, ReviewEventRecord, ReviewItemRecord } from '../ports/records.ts';
import type { ReviewChange } from '../ports/store.ts';

/** An event as a store keeps it: with what it brought to its item, so that events alone rebuild the item. */
export type StoredReviewEvent = ReviewEventRecord & {
  /** Added to the item's score. */
  weight: number;
  /** When the item is late, if this event opens it. Null for decisions, which set no new date. */
  dueAt: number | null;
  /** How long the item had been open when this event closed it, in milliseconds; absent otherwise. */
  waitedMs?: number | undefined;
};

/**
 * The review item after `event`, which must be the one that follows `item` (null before the first). Pure:
 * the projection in a store, a rebuild and a test all come to the same. Claims are leases beside the log, so
 * the fold carries a claim on and gives it back when the item closes.
 */
export function foldReviewEvent(
  item: ReviewItemRecord | null,
  event: StoredReviewEvent,
  thread: string,
): ReviewItemRecord {
  const isClosed = event.after.state === 'closed';
  const isOpening = !isClosed && (item === null || item.state === 'closed') && event.dueAt !== null;
  return {
    id: event.item,
    site: event.site,
    thread,
    version: event.version,
    state: event.after.state,
    score: (item?.score ?? 0) + event.weight,
    reasons: mergeReasons(item?.reasons ?? [], event.reasons),
    flags: countFlag(item?.flags ?? {}, event),
    claim: isClosed ? null : (item?.claim ?? null),
    status: event.after.status,
    openedAt: item === null || isOpening ? event.at : item.openedAt,
    enteredAt: item === null || item.state !== event.after.state ? event.at : item.enteredAt,
    dueAt: item === null || isOpening ? (event.dueAt ?? event.at) : item.dueAt,
    decision: foldDecision(item?.decision ?? null, event),
  };
}

/** The item that a thread's comment has after all its events, oldest first; null when there are none. */
export function foldReview(thread: string, events: StoredReviewEvent[]): ReviewItemRecord | null {
  let item: ReviewItemRecord | null = null;
  for (const event of events) item = foldReviewEvent(item, event, thread);
  return item;
}

/**
 * Numbers an event and says what it found and left: the state by `stateAfter`, the status as the comment
 * really has it. Called by stores in the same breath as the write, because a use case cannot know what
 * happened since it looked.
 */
export function completeReviewEvent(
  item: ReviewItemRecord | null,
  change: Pick<ReviewChange, 'event' | 'weight'> & { dueAt: number | null },
  comment: { before: Pick<CommentRecord, 'status'>; after: Pick<CommentRecord, 'status' | 'editedAt'> },
): StoredReviewEvent {
  const state = stateAfter(item, change.event, comment.after);
  const isClosing = item !== null && item.state !== 'closed' && state === 'closed';
  return {
    ...change.event,
    version: (item?.version ?? 0) + 1,
    before: { state: item?.state ?? null, status: comment.before.status },
    after: { state, status: comment.after.status },
    weight: change.weight,
    dueAt: change.dueAt,
    ...(isClosing ? { waitedMs: Math.max(0, change.event.at - item.openedAt) } : {}),
  };
}

/** What an event's reasons add to the score. */
export function weightOf({ reasons }: Pick<ReviewEventRecord, 'reasons'>): number {
  return reasons.reduce((sum, { weight = 0 }) => sum + weight, 0);
}

/** The event as others see it: what it brought to the item stays in the store. */
export function toReviewEvent(stored: StoredReviewEvent): ReviewEventRecord {
  const { weight: _weight, dueAt: _dueAt, waitedMs: _waitedMs, ...event } = stored;
  return event;
}

function stateAfter(
  item: ReviewItemRecord | null,
  { kind, after }: ReviewChange['event'],
  comment: Pick<CommentRecord, 'status' | 'editedAt'>,
): ReviewState {
  switch (kind) {
    case 'withdrawn':
      return 'closed';
    case 'opened':
      return item === null || item.state === 'closed' ? after.state : item.state;
    case 'flagged':
      if (item === null) return after.state;
      return item.state === 'closed' && !isDecided(item, comment) ? 'open' : item.state;
    case 'edited':
      if (item === null) return after.state;
      return item.state === 'closed' && comment.status === 'held' ? after.state : item.state;
    case 'undo':
    case 'appealed':
    case 'approve':
    case 'reject':
    case 'spam':
    case 'escalate':
    case 'reopen':
      return after.state;
  }
}

/** Whether a person decided on the body that the comment has now: flags on it do not ask again. */
function isDecided({ decision }: ReviewItemRecord, { editedAt }: Pick<CommentRecord, 'editedAt'>): boolean {
  return decision !== null && (editedAt === null || editedAt <= decision.at);
}

/** The last decision by a person; one by the system leaves the question open to flags. */
export function foldDecision(
  decision: ReviewItemRecord['decision'],
  event: ReviewEventRecord,
): ReviewItemRecord['decision'] {
  switch (event.kind) {
    case 'approve':
    case 'reject':
    case 'spam':
    case 'escalate':
    case 'reopen':
      if (event.actor.kind === 'system') return null;
      return { action: event.kind, by: event.actor.name, at: event.at, reason: event.reason };
    case 'undo':
      return event.restores ?? null;
    default:
      return decision;
  }
}

/**
 * One entry a reason, however many gave it, so that an item stays small; the newest evidence is shown, and of the parts
 * of what flags weigh the sums.
 */
function mergeReasons(known: ReviewReason[], added: ReviewReason[]): ReviewReason[] {
  const merged = [...known];
  for (const reason of added) {
    const place = merged.findIndex((old) => old.reason === reason.reason && old.source === reason.source);
    const old = merged[place];
    const parts = addParts(old, reason);
    const weight = (old?.weight ?? 0) + (reason.weight ?? 0);
    const entry = { ...reason, ...(old === undefined ? {} : { weight }), ...(parts ? { parts } : {}) };
    if (old === undefined) merged.push(entry);
    else merged[place] = entry;
  }
  return merged;
}

/** The parts of both together; what has none is all for its reason. */
function addParts(old: ReviewReason | undefined, added: ReviewReason): ScorePart[] | undefined {
  if (old?.parts === undefined && added.parts === undefined) return undefined;
  const sums = new Map<ScorePart['part'], number>();
  for (const { parts, weight = 0 } of old === undefined ? [added] : [old, added]) {
    for (const { part, points } of parts ?? [{ part: 'reason', points: weight }]) {
      sums.set(part, (sums.get(part) ?? 0) + points);
    }
  }
  return [...sums].map(([part, points]) => ({ part, points }));
}

function countFlag(flags: ReviewItemRecord['flags'], event: StoredReviewEvent): ReviewItemRecord['flags'] {
  if (event.kind !== 'flagged' || event.reason === null) return flags;
  // A store sets the reason of a `flagged` event to that of its flag.
  const reason = event.reason as FlagReason;
  return { ...flags, [reason]: (flags[reason] ?? 0) + 1 };
}
