import type { FlagReason } from '@parley/contracts/objects';
import { foldReview } from '@parley/core/moderation/fold-review';
import type { ReviewItemRecord } from '@parley/core/ports/records';
import type { Drift } from '@parley/core/ports/store';
import type { Database } from './database.ts';
import { recountOutcomes } from './flag-outcomes.ts';
import { listEvents, putItem, selectItems } from './review-items.ts';

/** Items looked at in one step. */
const STEP = 100;

/** Folds some of a thread's review items anew, recounts their flags and judges these anew. `after`: the last item seen. */
export function recountReview(
  db: Database,
  thread: string,
  after: string | null,
): { drift: Drift[]; next: string | null } {
  const items = selectItems(db, 'WHERE thread = ? AND id > ? ORDER BY id LIMIT ?', thread, after ?? '', STEP);
  const drift = items.flatMap((item) => [...recountItem(db, item), ...recountOutcomes(db, item.id)]);
  return { drift, next: items.length === STEP ? (items.at(-1)?.id ?? null) : null };
}

function recountItem(db: Database, item: ReviewItemRecord): Drift[] {
  const folded = foldReview(item.thread, listEvents(db, item.id));
  if (folded === null) return [];
  const flags = countFlags(db, item.id);
  const reasons = new Set([...Object.keys(flags), ...Object.keys(item.flags)]) as Set<FlagReason>;
  const drift = [
    { what: 'review.version', stored: item.version, counted: folded.version },
    { what: 'review.score', stored: item.score, counted: folded.score },
    ...[...reasons].map((reason) => ({
      what: `review.flags.${reason}`,
      stored: item.flags[reason] ?? 0,
      counted: flags[reason] ?? 0,
    })),
  ]
    .filter(({ stored, counted }) => stored !== counted)
    .map((entry) => ({ ...entry, id: item.id }));
  if (drift.length > 0) putItem(db, { ...folded, flags, claim: item.claim });
  return drift;
}

function countFlags(db: Database, comment: string): ReviewItemRecord['flags'] {
  const counts: ReviewItemRecord['flags'] = {};
  for (const { reason } of db.all<{ reason: FlagReason }>(
    'SELECT reason FROM flags WHERE comment = ?',
    comment,
  )) {
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}
