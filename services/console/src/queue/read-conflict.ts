import type { ReviewEvent, ReviewItem } from '@parley/contracts/objects';

/** What won instead of one's own decision. Either may be missing. */
export type Winner = { item: ReviewItem | null; event: ReviewEvent | null };

/**
 * Reads the `current` of a `conflict` problem: a decision's result, or the item alone. Anything else gives
 * nothing, and the item is then loaded anew.
 */
export function readConflict(current: unknown): Winner {
  if (!isRecord(current)) return { item: null, event: null };
  if (isReviewItem(current)) return { item: current, event: null };
  return {
    item: isReviewItem(current.item) ? current.item : null,
    event: isReviewEvent(current.event) ? current.event : null,
  };
}

// The service is trusted; these tell its documented shapes apart, no more.
function isReviewItem(value: unknown): value is ReviewItem {
  return isRecord(value) && typeof value.version === 'number' && isRecord(value.comment);
}

function isReviewEvent(value: unknown): value is ReviewEvent {
  return isRecord(value) && typeof value.kind === 'string' && isRecord(value.actor);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
