/** A sanction as it is being chosen: its end, and what the reader will be told of it. Pure. */
import type { SanctionKind } from './sanction-kinds.ts';

export type Term = 'day' | 'three-days' | 'week' | 'month' | 'date' | 'open';
export type SanctionDraft = {
  kind: SanctionKind;
  term: Term;
  /** `2026-12-24`, in the moderator's own time zone; what `term: 'date'` means. */
  date: string;
  everywhere: boolean;
  reason: string;
  /** Null: what they wrote stays. */
  removeDays: number | null;
};

const DAY_MS = 24 * 60 * 60_000;
const DAYS: Record<Exclude<Term, 'date' | 'open'>, number> = { day: 1, 'three-days': 3, week: 7, month: 30 };

/** When it ends, ISO 8601: null until it is lifted, undefined where no good date is given. A date is meant whole. */
export function endOf(
  { term, date }: Pick<SanctionDraft, 'term' | 'date'>,
  now: number,
): string | null | undefined {
  if (term === 'open') return null;
  if (term !== 'date') return new Date(now + DAYS[term] * DAY_MS).toISOString();
  const end = new Date(`${date}T23:59:59`);
  return Number.isNaN(end.getTime()) || end.getTime() <= now ? undefined : end.toISOString();
}

/** Word for word what the service tells the reader; null when they are told nothing. */
export function toldTo(kind: SanctionKind, until: string | null, reason: string): string | null {
  const end = until === null ? 'until further notice' : `until ${new Date(until).toUTCString()}`;
  switch (kind) {
    case 'ban':
      return `You cannot comment here ${end}. The reason: ${reason.trim()}`;
    case 'premoderate':
      return `Your comments here are looked at by a moderator first, ${end}.`;
    case 'mute':
      return null;
  }
}
