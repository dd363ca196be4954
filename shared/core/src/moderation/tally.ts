/** What is counted of a day, a moderator, a reason or a site. */
export type Tally = { inbound: number; reopened: number; overturned: number; waits: number[] };

export function newTally(): Tally {
  return { inbound: 0, reopened: 0, overturned: 0, waits: [] };
}

/** The tally of a key, begun where there is none. */
export function tallyIn(tallies: Map<string, Tally>, key: string): Tally {
  const known = tallies.get(key) ?? newTally();
  tallies.set(key, known);
  return known;
}

/** How long its decisions took, in milliseconds, by nearest rank. */
export function timesOf({ waits }: Tally) {
  const sorted = waits.toSorted((a, b) => a - b);
  const rank = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;
  return { decided: sorted.length, medianMs: rank(0.5), p95Ms: rank(0.95) };
}
