/**
 * What the queue's list shows, as a value and pure functions on it. Two rules above all: a row that a
 * moderator may be looking at or pointing at never moves by itself, and a decision is shown at once but
 * taken back, in its old place, when the service refuses it.
 */
import type { DecisionAction, Queue, ReviewItem } from '@parley/contracts/objects';
import type { QueueSort } from '../place/queue-place.ts';
import { type Counted, type Counts, moveCount } from './queue-counts.ts';
import { belongs, isBefore, type QueueView } from './queue-view.ts';

/** Why a row is about to leave: decided by somebody else, or it no longer belongs to the list. */
export type Leaving = { action: DecisionAction | null; by: string | null };
export type Row = { item: ReviewItem; leaving: Leaving | null; isNew: boolean };
export type Deciding = { action: DecisionAction; from: Counted; row: Row | null; place: number };
export type QueueState = {
  view: QueueView;
  rows: Row[];
  /** New items that would move what is seen: they stand behind a pill until they are asked for. */
  waiting: ReviewItem[];
  /** Decisions on their way, by item. */
  deciding: Record<string, Deciding>;
  next: string | null;
  counts: Counts;
};

/** Past this many, a reload says more than a longer pill. */
export const WAITING_MAX = 200;

export function emptyQueue(view: QueueView, counts: Counts = { open: 0, escalated: 0 }): QueueState {
  return { view, rows: [], waiting: [], deciding: {}, next: null, counts };
}

/** A fresh first slice. Decisions on their way stay out of it until they are answered. */
export function replaceSlice(state: QueueState, queue: Queue): QueueState {
  const rows = queue.items.filter((item) => !state.deciding[item.id]).map(asRow);
  return { ...state, rows, waiting: [], next: queue.next, counts: queue.counts };
}

/** A further slice. What came live in the meantime is not shown twice. */
export function appendSlice(state: QueueState, queue: Queue): QueueState {
  const known = new Set([...state.rows.map((row) => row.item.id), ...Object.keys(state.deciding)]);
  const rows = queue.items.filter((item) => !known.has(item.id)).map(asRow);
  const arrived = new Set(rows.map((row) => row.item.id));
  return {
    ...state,
    rows: [...state.rows, ...rows],
    waiting: state.waiting.filter((item) => !arrived.has(item.id)),
    next: queue.next,
    counts: queue.counts,
  };
}

/**
 * A first slice fetched to catch up with what live messages may have missed: what is seen stays where it is,
 * what is new comes in like a live message, and what should stand in the slice but does not is leaving.
 */
export function catchUp(state: QueueState, queue: Queue, seenRows: number): QueueState {
  const fresh = new Set(queue.items.map((item) => item.id));
  const last = queue.items.at(-1);
  const isCovered = (item: ReviewItem) =>
    queue.next === null || (last !== undefined && isBefore(item, last, state.view.sort));
  const rows = state.rows.map((row) =>
    fresh.has(row.item.id) || !isCovered(row.item)
      ? row
      : { ...row, leaving: row.leaving ?? { action: null, by: null } },
  );
  const next = state.rows.length > queue.items.length ? state.next : queue.next;
  const caughtUp: QueueState = { ...state, rows, next, counts: queue.counts };
  return queue.items.reduce((list, item) => applyItem(list, item, seenRows), caughtUp);
}

/**
 * A live message about an item. `seenRows` is how many rows, from the top, are on the screen: a new item is
 * put in only where it moves none of them, and waits otherwise.
 */
export function applyItem(state: QueueState, item: ReviewItem, seenRows: number): QueueState {
  const pending = state.deciding[item.id];
  if (pending) return keepPending(state, pending, item);
  const place = state.rows.findIndex((row) => row.item.id === item.id);
  const row = state.rows[place];
  if (row) {
    if (item.version < row.item.version) return state;
    const leaving = belongs(item, state.view) ? null : leavingOf(item, row);
    return { ...state, rows: state.rows.with(place, { ...row, item, leaving }) };
  }
  const waiting = state.waiting.filter((one) => one.id !== item.id);
  if (!belongs(item, state.view)) {
    return waiting.length === state.waiting.length ? state : { ...state, waiting };
  }
  const target = placeFor(state.rows, item, state.view.sort);
  // Beyond the last row of an unfinished list it comes with its slice.
  if (target === state.rows.length && state.next !== null) return { ...state, waiting };
  if (target >= seenRows) {
    return { ...state, waiting, rows: state.rows.toSpliced(target, 0, { ...asRow(item), isNew: true }) };
  }
  return { ...state, waiting: [...waiting, item].slice(-WAITING_MAX) };
}

/** Lets the waiting items in, in their order, because somebody asked or nothing else is left. */
export function letIn(state: QueueState): QueueState {
  let { rows } = state;
  for (const item of state.waiting) {
    rows = rows.toSpliced(placeFor(rows, item, state.view.sort), 0, { ...asRow(item), isNew: true });
  }
  return { ...state, rows, waiting: [] };
}

/** Takes away the rows whose notice has been shown long enough; the opened one keeps its place in the list. */
export function sweepLeaving(state: QueueState, opened: string | null = null): QueueState {
  const rows = state.rows.filter((row) => row.leaving === null || row.item.id === opened);
  return rows.length === state.rows.length ? state : { ...state, rows };
}

/** Shows decisions as made, before the answer: their rows leave and the counts follow. */
export function beginDecisions(
  state: QueueState,
  items: readonly ReviewItem[],
  action: DecisionAction,
): QueueState {
  const deciding = { ...state.deciding };
  let counts = state.counts;
  for (const item of items) {
    const place = state.rows.findIndex((row) => row.item.id === item.id);
    const from = countedAs(item);
    deciding[item.id] = { action, from, row: state.rows[place] ?? null, place };
    counts = moveCount(counts, from, decidedAs(from, action));
  }
  const rows = state.rows.filter((row) => !deciding[row.item.id]);
  return { ...state, rows, deciding, counts };
}

/**
 * The answer to a decision: `item` is as the service has it now, null when it has none. Where it still
 * belongs to the list (a conflict that left it open, an undo) it stands in it.
 */
export function settleDecision(state: QueueState, id: string, item: ReviewItem | null): QueueState {
  const pending = state.deciding[id];
  if (!pending) return state;
  const { [id]: _, ...deciding } = state.deciding;
  const assumed = decidedAs(pending.from, pending.action);
  const counts = item ? moveCount(state.counts, assumed, countedAs(item)) : state.counts;
  if (!item || !belongs(item, state.view)) return { ...state, deciding, counts };
  return { ...state, deciding, counts, rows: putBack(state, pending, asRow(item)) };
}

/** The decision did not reach the service, or was refused: everything is as it was. */
export function rollBackDecision(state: QueueState, id: string): QueueState {
  const pending = state.deciding[id];
  if (!pending) return state;
  const { [id]: _, ...deciding } = state.deciding;
  const counts = moveCount(state.counts, decidedAs(pending.from, pending.action), pending.from);
  const rows = pending.row ? putBack(state, pending, pending.row) : state.rows;
  return { ...state, deciding, counts, rows };
}

/** An item that the moderator has brought back: it stands in its place at once, whatever that moves. */
export function bringIn(state: QueueState, item: ReviewItem): QueueState {
  const rows = state.rows.filter((row) => row.item.id !== item.id);
  const waiting = state.waiting.filter((one) => one.id !== item.id);
  if (!belongs(item, state.view)) return applyItem({ ...state, waiting }, item, 0);
  return { ...state, waiting, rows: rows.toSpliced(placeFor(rows, item, state.view.sort), 0, asRow(item)) };
}

/** Only a decision newer than what the row showed explains its leaving; later messages do not take it back. */
function leavingOf({ decision }: ReviewItem, before: Row): Leaving {
  if (decision === null || decision.at === before.item.decision?.at) {
    return before.leaving ?? { action: null, by: null };
  }
  return { action: decision.action, by: decision.by };
}

function keepPending(state: QueueState, pending: Deciding, item: ReviewItem): QueueState {
  if (!pending.row || item.version < pending.row.item.version || !belongs(item, state.view)) return state;
  const row = { ...pending.row, item };
  return { ...state, deciding: { ...state.deciding, [item.id]: { ...pending, row } } };
}

function putBack(state: QueueState, pending: Deciding, row: Row): Row[] {
  const rows = state.rows.filter((one) => one.item.id !== row.item.id);
  const place =
    pending.place === -1 ? placeFor(rows, row.item, state.view.sort) : Math.min(pending.place, rows.length);
  return rows.toSpliced(place, 0, row);
}

/** Equals come after those that were there first. */
function placeFor(rows: readonly Row[], item: ReviewItem, sort: QueueSort): number {
  const place = rows.findIndex((row) => isBefore(item, row.item, sort));
  return place === -1 ? rows.length : place;
}

/** What a decision makes of an item, as far as it is counted. */
function decidedAs({ status }: Counted, action: DecisionAction): Counted {
  if (action === 'escalate') return { state: 'escalated', status };
  return { state: action === 'reopen' ? 'open' : 'closed', status };
}

function countedAs(item: ReviewItem): Counted {
  return { state: item.state, status: item.comment.status };
}

function asRow(item: ReviewItem): Row {
  return { item, leaving: null, isNew: false };
}
