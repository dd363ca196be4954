import { ISSUE_FACTS_MAX } from '@parley/contracts/limits';
import type { IssueSummary } from '@parley/contracts/objects';
import { iso } from '../comments/present-comment.ts';
import type { ReportFacts } from '../ports/issue-records.ts';

const HOUR_MS = 60 * 60_000;
const HOURS = 24;
const DAYS = 30;
/** Values of one kind that are told, the most frequent. */
const SHARES_MAX = 10;

/** What reports, newest first and `ISSUE_FACTS_MAX` at most, come to at `now`. */
export function summarizeReports(facts: ReportFacts[], now: number): IssueSummary {
  const readers = facts.flatMap(({ reader }) => reader ?? []);
  return {
    reports: facts.length,
    isPartial: facts.length >= ISSUE_FACTS_MAX,
    readers: new Set(readers).size,
    hours: countIn(facts, now, HOUR_MS, HOURS),
    days: countIn(facts, now, 24 * HOUR_MS, DAYS),
    until: iso(now),
    versions: sharesOf(facts, 'version'),
    browsers: sharesOf(facts, 'browser'),
    origins: sharesOf(facts, 'origin'),
  };
}

/** How many came in each of the last `steps` steps, oldest first. */
function countIn(facts: ReportFacts[], now: number, stepMs: number, steps: number): number[] {
  const counts = new Array<number>(steps).fill(0);
  for (const { receivedAt } of facts) {
    // A server whose clock is ahead has taken it just now.
    const place = steps - 1 - Math.floor(Math.max(0, now - receivedAt) / stepMs);
    const known = counts[place];
    if (known !== undefined) counts[place] = known + 1;
  }
  return counts;
}

function sharesOf(facts: ReportFacts[], name: 'version' | 'browser' | 'origin') {
  const counts = new Map<string, number>();
  for (const { [name]: value } of facts) {
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, SHARES_MAX);
}
