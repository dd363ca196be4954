/** How many items wait, kept true between two answers of the service. Pure. */
import type { CommentStatus, Queue, ReviewState } from '@parley/contracts/objects';
import type { Lane } from '../place/queue-place.ts';

export type Counts = Queue['counts'];
/** What an item counts as. */
export type Counted = { state: ReviewState; status: CommentStatus };

/** Null for what is not counted: the decided ones are too many. */
export function countOf(counts: Counts, lane: Lane): number | null {
  return lane === 'decided' ? null : (counts[lane] ?? 0);
}

export function moveCount(counts: Counts, from: Counted, to: Counted): Counts {
  return add(add(counts, from, -1), to, 1);
}

function add(counts: Counts, { state, status }: Counted, step: 1 | -1): Counts {
  if (state === 'closed') return counts;
  const after = { ...counts, [state]: Math.max(0, counts[state] + step) };
  const part = status === 'held' ? 'held' : status === 'published' ? 'flagged' : null;
  if (state === 'open' && part !== null) after[part] = Math.max(0, (counts[part] ?? 0) + step);
  return after;
}
