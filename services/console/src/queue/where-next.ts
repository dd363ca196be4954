/** Which item comes next: by key, after a decision, and at the beginning. Pure. */
import type { ReviewItem } from '@parley/contracts/objects';
import type { QueueState, Row } from './queue-state.ts';

/** The row `step` places from the selected one, skipping rows that are leaving; null at the ends. */
export function neighbour(state: QueueState, selected: string | null, step: 1 | -1): string | null {
  const rows = state.rows.filter((row) => row.leaving === null || row.item.id === selected);
  const place = rows.findIndex((row) => row.item.id === selected);
  const target = place === -1 ? rows[step === 1 ? 0 : rows.length - 1] : rows[place + step];
  return target?.item.id ?? null;
}

/**
 * Where to go after deciding on `ids`: the next row below that nobody else is looking at, else the nearest
 * above, else whatever is left. Two moderators who both work from the top part ways by themselves.
 */
export function nextAfter(state: QueueState, ids: readonly string[], me: string, now: number): string | null {
  const last = Math.max(...ids.map((id) => state.rows.findIndex((row) => row.item.id === id)));
  const isLeft = (row: Row) => row.leaving === null && !ids.includes(row.item.id);
  const below = state.rows.slice(last + 1).filter(isLeft);
  const above = state.rows.slice(0, Math.max(0, last)).filter(isLeft).reverse();
  const isFree = (row: Row) => claimOfOther(row.item, me, now) === null;
  const target = below.find(isFree) ?? above.find(isFree) ?? below[0] ?? above[0];
  return target?.item.id ?? null;
}

/** The first row to begin with: the first that nobody else is looking at. */
export function firstToLookAt(state: QueueState, me: string, now: number): string | null {
  const rows = state.rows.filter((row) => row.leaving === null);
  const target = rows.find((row) => claimOfOther(row.item, me, now) === null) ?? rows[0];
  return target?.item.id ?? null;
}

/** Who else is looking at an item, by name; null when nobody is, or their lease has run out. */
export function claimOfOther(item: ReviewItem, me: string, now: number): string | null {
  const { claim } = item;
  if (!claim || claim.by.id === me || Date.parse(claim.until) <= now) return null;
  return claim.by.name;
}
