const DAY_MS = 24 * 60 * 60_000;

/** The day of a moment, in UTC: `2026-06-01`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Every day from that of `from` to that of `until`, oldest first. */
export function daysBetween(from: number, until: number): string[] {
  const last = dayOf(until);
  const days: string[] = [];
  for (let at = from; dayOf(at) < last; at += DAY_MS) days.push(dayOf(at));
  return [...days, last];
}
