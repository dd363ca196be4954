import type { ModerationStats } from '@parley/contracts/sanction-objects';
import type { StoredReviewEvent } from './fold-review.ts';

type Sums = Pick<
  ModerationStats,
  | 'inbound'
  | 'decided'
  | 'medianMs'
  | 'p95Ms'
  | 'reopenRate'
  | 'overturnRate'
  | 'byDay'
  | 'byModerator'
  | 'byReason'
>;
type Person = { id: string; name: string };
type Tally = Person & { waits: number[]; overturned: number };

/**
 * Adds up the events of a time, oldest first. A decision is what a person closed an item with; it is overturned
 * when it is taken back, or when an appeal against it ends in approval.
 */
export function addUp(events: StoredReviewEvent[]): Sums {
  const tallies = new Map<string, Tally>();
  const days = new Map<string, { inbound: number; decided: number }>();
  const reasons = new Map<string, number>();
  const decisions = new Map<string, Person>();
  const closedBy = new Map<string, string>();
  const appealed = new Map<string, string>();
  const waits: number[] = [];
  let inbound = 0;
  let reopened = 0;
  let overturned = 0;

  const overturn = (decision: string | undefined) => {
    overturned += 1;
    const person = decision === undefined ? undefined : decisions.get(decision);
    if (person !== undefined) tallyOf(tallies, person).overturned += 1;
  };

  for (const event of events) {
    const day = dayOf(days, event.at);
    const isOpening = event.before.state === null || event.before.state === 'closed';
    const isOpen = event.after.state !== 'closed';
    if (event.before.state === 'closed' && isOpen && event.kind !== 'undo') reopened += 1;
    if (isOpening && isOpen && event.kind !== 'undo' && event.kind !== 'reopen') {
      inbound += 1;
      day.inbound += 1;
      const reason = event.reasons[0]?.reason ?? event.reason ?? event.kind;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    if (event.kind === 'appealed') appealed.set(event.item, closedBy.get(event.item) ?? '');
    if (event.kind === 'undo') overturn(event.reverses);
    if (!isDecision(event)) continue;
    const waited = event.waitedMs ?? 0;
    day.decided += 1;
    waits.push(waited);
    decisions.set(event.id, event.actor);
    tallyOf(tallies, event.actor).waits.push(waited);
    if (event.kind === 'approve' && appealed.has(event.item)) overturn(appealed.get(event.item));
    appealed.delete(event.item);
    closedBy.set(event.item, event.id);
  }
  return {
    inbound,
    ...timesOf(waits),
    reopenRate: waits.length === 0 ? null : reopened / waits.length,
    overturnRate: waits.length === 0 ? null : overturned / waits.length,
    byDay: [...days].map(([day, counts]) => ({ day, ...counts })),
    byModerator: [...tallies.values()]
      .map(({ id, name, waits: own, overturned: fell }) => ({ id, name, ...timesOf(own), overturned: fell }))
      .sort((a, b) => b.decided - a.decided),
    byReason: [...reasons]
      .map(([reason, count]) => ({ reason, inbound: count }))
      .sort((a, b) => b.inbound - a.inbound),
  };
}

function isDecision({ kind, actor, before, after }: StoredReviewEvent): boolean {
  const closes = before.state !== 'closed' && after.state === 'closed';
  return closes && actor.kind === 'moderator' && (kind === 'approve' || kind === 'reject' || kind === 'spam');
}

/** By nearest rank. */
function timesOf(waits: number[]) {
  const sorted = waits.toSorted((a, b) => a - b);
  const rank = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;
  return { decided: sorted.length, medianMs: rank(0.5), p95Ms: rank(0.95) };
}

function tallyOf(tallies: Map<string, Tally>, { id, name }: Person): Tally {
  const known = tallies.get(id) ?? { id, name, waits: [], overturned: 0 };
  tallies.set(id, known);
  return known;
}

function dayOf(days: Map<string, { inbound: number; decided: number }>, at: number) {
  const day = new Date(at).toISOString().slice(0, 10);
  const known = days.get(day) ?? { inbound: 0, decided: 0 };
  days.set(day, known);
  return known;
}
