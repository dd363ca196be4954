import type { ModerationStats } from '@parley/contracts/stats-objects';
import type { StoredReviewEvent } from './fold-review.ts';
import { dayOf, daysBetween } from './stats-days.ts';
import { newTally, type Tally, tallyIn, timesOf } from './tally.ts';

type Sums = Omit<ModerationStats, 'site' | 'since' | 'isComplete' | 'backlog' | 'oldestOpenAt' | 'bySite'> & {
  sites: Map<string, Tally>;
};
type Person = { id: string; name: string };
/** What is known of an item from its events so far. */
type Known = { reason?: string; closedBy?: string; isAppealed?: boolean };

/**
 * Adds up the events of a time, oldest first. A decision is what a person closed an item with; it is overturned
 * when it is taken back, or when an appeal against it ends in approval. `waiting`: the items that are not closed
 * at the end of the time, from which the backlog of each day is reckoned back.
 */
export function addUp(
  events: StoredReviewEvent[],
  { from, until, waiting }: { from: number; until: number; waiting: number },
): Sums {
  const total = newTally();
  const days = new Map(daysBetween(from, until).map((day) => [day, newTally()]));
  const people = new Map<string, Tally>();
  const names = new Map<string, string>();
  const reasons = new Map<string, Tally>();
  const sites = new Map<string, Tally>();
  const decisions = new Map<string, Person>();
  const items = new Map<string, Known>();
  const growth = new Map<string, number>();

  for (const event of events) {
    const known = items.get(event.item) ?? {};
    items.set(event.item, known);
    const day = dayOf(event.at);
    if (isArrival(event)) known.reason = event.reasons[0]?.reason ?? event.reason ?? event.kind;
    const tallies = [total, tallyIn(days, day), tallyIn(sites, event.site)];
    if (known.reason !== undefined) tallies.push(tallyIn(reasons, known.reason));
    const overturn = (decision: string | undefined) => {
      const person = decisions.get(decision ?? '');
      const blamed = person === undefined ? tallies : [...tallies, tallyIn(people, person.id)];
      for (const tally of blamed) tally.overturned += 1;
    };

    growth.set(day, (growth.get(day) ?? 0) + Number(waitsAfter(event)) - Number(waitedBefore(event)));
    if (isArrival(event)) for (const tally of tallies) tally.inbound += 1;
    if (isReopening(event)) for (const tally of tallies) tally.reopened += 1;
    if (event.kind === 'appealed') known.isAppealed = true;
    // To take back an escalation, or a reopening, overturns no decision.
    if (event.kind === 'undo' && event.before.state === 'closed') overturn(event.reverses);
    if (!isDecision(event)) continue;
    names.set(event.actor.id, event.actor.name);
    for (const tally of [...tallies, tallyIn(people, event.actor.id)]) tally.waits.push(event.waitedMs ?? 0);
    if (event.kind === 'approve' && known.isAppealed) overturn(known.closedBy);
    decisions.set(event.id, event.actor);
    known.isAppealed = false;
    known.closedBy = event.id;
  }

  const closed = total.waits.length;
  return {
    inbound: total.inbound,
    ...timesOf(total),
    reopenRate: closed === 0 ? null : total.reopened / closed,
    overturnRate: closed === 0 ? null : total.overturned / closed,
    byDay: withBacklog(days, growth, waiting),
    byModerator: [...people]
      .map(([id, tally]) => {
        const { overturned } = tally;
        return { id, name: names.get(id) ?? id, ...timesOf(tally), overturned };
      })
      .sort((a, b) => b.decided - a.decided),
    byReason: [...reasons]
      .map(([reason, tally]) => {
        const { inbound, overturned } = tally;
        return { reason, inbound, ...timesOf(tally), overturned };
      })
      .sort((a, b) => b.inbound - a.inbound),
    sites,
  };
}

/** What waited at the end of each day: what waits now, without what each later day added to it. */
function withBacklog(days: Map<string, Tally>, growth: Map<string, number>, waiting: number): Sums['byDay'] {
  let backlog = waiting;
  const newestFirst = [...days].toReversed().map(([day, tally]) => {
    const { inbound, reopened, overturned } = tally;
    const entry = { day, inbound, ...timesOf(tally), reopened, overturned, backlog: Math.max(0, backlog) };
    backlog -= growth.get(day) ?? 0;
    return entry;
  });
  return newestFirst.toReversed();
}

function waitedBefore({ before }: StoredReviewEvent): boolean {
  return before.state === 'open' || before.state === 'escalated';
}

function waitsAfter({ after }: StoredReviewEvent): boolean {
  return after.state !== 'closed';
}

function isArrival(event: StoredReviewEvent): boolean {
  return !waitedBefore(event) && waitsAfter(event) && event.kind !== 'undo' && event.kind !== 'reopen';
}

function isReopening(event: StoredReviewEvent): boolean {
  return event.before.state === 'closed' && waitsAfter(event) && event.kind !== 'undo';
}

function isDecision({ kind, actor, before, after }: StoredReviewEvent): boolean {
  const closes = before.state !== 'closed' && after.state === 'closed';
  return closes && actor.kind === 'moderator' && (kind === 'approve' || kind === 'reject' || kind === 'spam');
}
