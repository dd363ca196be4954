/** How many items wait, kept true between two answers of the service. Pure. */
import { QUEUE_COUNT_MAX } from '@parley/contracts/limits';
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

/** As it is shown: what is counted no further is told as such. */
export function countWords(count: number): string {
  return count < QUEUE_COUNT_MAX ? String(count) : `${QUEUE_COUNT_MAX}+`;
}

function add(counts: Counts, { state, status }: Counted, step: 1 | -1): Counts {
  if (state === 'closed') return counts;
  const after = { ...counts, [state]: stepped(counts[state], step) };
  const part = status === 'held' ? 'held' : status === 'published' ? 'flagged' : null;
  if (state === 'open' && part !== null) after[part] = stepped(counts[part] ?? 0, step);
  return after;
}

/** One less than "so many or more" may be as many. */
function stepped(count: number, step: 1 | -1): number {
  return count >= QUEUE_COUNT_MAX ? count : Math.max(0, count + step);
}
