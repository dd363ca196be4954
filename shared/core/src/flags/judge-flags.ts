import type { FlagOutcome, KeptFlag, ReviewEventRecord } from '../ports/records.ts';
import type { Drift } from '../ports/store.ts';

/** The kinds of events that change what became of an item's flags. */
export const JUDGING_KINDS = ['approve', 'reject', 'spam', 'undo'] as const;

type JudgingEvent = Pick<ReviewEventRecord, 'id' | 'version' | 'kind' | 'actor' | 'reverses'>;
/** What of a flag its item's events tell. */
type Judged = Pick<KeptFlag, 'reader' | 'revision' | 'version' | 'outcome'>;

/**
 * The last decision of a person that was not taken back, and whether it agrees with the flags that came before it; null
 * where there is none. Of `events` only those of `JUDGING_KINDS` matter.
 */
export function findVerdict(
  events: readonly JudgingEvent[],
): { version: number; outcome: FlagOutcome } | null {
  const reversed = new Set(events.map(({ reverses }) => reverses));
  const verdict = events.findLast(
    ({ id, kind, actor }) =>
      actor.kind === 'moderator' &&
      (kind === 'approve' || kind === 'reject' || kind === 'spam') &&
      !reversed.has(id),
  );
  if (verdict === undefined) return null;
  return { version: verdict.version, outcome: verdict.kind === 'approve' ? 'disagreed' : 'agreed' };
}

/** The flags of an item with their numbers and outcomes as its events, oldest first, tell them. */
export function judgeFlags<Flag extends Judged>(
  events: readonly ReviewEventRecord[],
  flags: readonly Flag[],
): Flag[] {
  const verdict = findVerdict(events);
  const versions = new Map<string, number[]>();
  for (const { kind, actor, version } of events) {
    if (kind === 'flagged') versions.set(actor.id, [...(versions.get(actor.id) ?? []), version]);
  }
  return flags
    .toSorted((a, b) => a.revision - b.revision)
    .map((flag) => {
      // One flag a reader and revision: the first of them belongs to the first of their events.
      const version = versions.get(flag.reader.id)?.shift() ?? null;
      const isJudged = verdict !== null && version !== null && version < verdict.version;
      return { ...flag, version, outcome: isJudged ? verdict.outcome : null };
    });
}

/** How many of an item's flags were kept as agreed or disagreed with, where its events say otherwise. */
export function outcomeDrift(
  item: string,
  stored: readonly Pick<KeptFlag, 'outcome'>[],
  counted: readonly Pick<KeptFlag, 'outcome'>[],
): Drift[] {
  return (['agreed', 'disagreed'] as const)
    .map((wanted) => ({
      what: `review.flags.${wanted}`,
      id: item,
      stored: stored.filter(({ outcome }) => outcome === wanted).length,
      counted: counted.filter(({ outcome }) => outcome === wanted).length,
    }))
    .filter((drift) => drift.stored !== drift.counted);
}
