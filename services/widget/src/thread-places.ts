/** Where a comment stands in its list. These functions change the draft they are given. */
import type { Comment } from '@parley/contracts/objects';
import { compareIn } from './thread-order.ts';
import { type CommentList, commentOf, type Draft, ROOT, type ThreadState } from './thread-shape.ts';

/** All places that a list has. */
export const PLACES = ['shown', 'lead', 'tail', 'waiting', 'passed'] as const;

export function isPlaced(state: ThreadState | Draft, id: string): boolean {
  const list = listAround(state, id);
  return list !== undefined && PLACES.some((place) => list[place].includes(id));
}

/** Whether the reader has it before their eyes, or would if its ancestors are unfolded. */
export function isShown(state: ThreadState | Draft, id: string): boolean {
  const list = listAround(state, id);
  return list !== undefined && [list.shown, list.lead, list.tail].some((ids) => ids.includes(id));
}

/** Takes a comment off the page. Its entry stays, so that an older copy cannot bring it back. */
export function unlist(draft: Draft, id: string): void {
  const list = listAround(draft, id);
  if (!list || !isPlaced(draft, id)) return;
  const rest = Object.fromEntries(
    PLACES.map((place) => [place, list[place].filter((other) => other !== id)]),
  );
  putList(draft, id, { ...list, ...rest });
}

/** Puts a comment before the others in a place where the order does not matter, or is that of arrival. */
export function add(draft: Draft, id: string, place: 'waiting' | 'passed' | 'lead'): void {
  const list = listAround(draft, id);
  if (list) putList(draft, id, { ...list, [place]: [id, ...list[place]] });
}

/**
 * Shows a comment. Among the roots of an order by merit something new would drown far below, so it leads the
 * list; so does the reader's own wherever the newest are not on top. All others stand where the order says,
 * or after the part that is not loaded.
 */
export function showNow(draft: Draft, id: string, { isOwn }: { isOwn: boolean }): void {
  unlist(draft, id);
  const isByMerit = draft.sort === 'top' || draft.sort === 'discussed';
  const mayLead = isByMerit || (isOwn && draft.sort === 'oldest');
  if (commentOf(draft, id)?.parent === null && mayLead) add(draft, id, 'lead');
  else showInOrder(draft, id);
}

export function showInOrder(draft: Draft, id: string): void {
  const list = listAround(draft, id);
  const comment = commentOf(draft, id);
  if (!list || !comment) return;
  const place = isBeforeCursor(draft, list, comment) ? 'shown' : 'tail';
  putList(draft, id, { ...list, [place]: insert(draft, list[place], id) });
}

/**
 * Whether a comment stands before what is not loaded yet, as the cursor sees it. A tombstone hides the votes
 * that order it, so among the best it counts as passed by: to show it early is better than never.
 */
export function isBeforeCursor(state: ThreadState | Draft, list: CommentList, comment: Comment): boolean {
  if (list.more === null || (state.sort === 'top' && comment.status !== 'published')) return true;
  return list.edge !== null && compareIn(state.sort, comment.parent)(comment, list.edge) < 0;
}

/** Puts an id in order among others, which stay in the order that the reader has before them. */
export function insert(state: ThreadState | Draft, ids: readonly string[], id: string): string[] {
  const comment = commentOf(state, id);
  if (!comment) return [...ids];
  const compare = compareIn(state.sort, comment.parent);
  const place = ids.findIndex((other) => {
    const neighbour = commentOf(state, other);
    return neighbour !== undefined && compare(comment, neighbour) < 0;
  });
  return place === -1 ? [...ids, id] : ids.toSpliced(place, 0, id);
}

const waitingIn = new WeakMap<ThreadState, Map<string, string[]>>();

/** The comments in the branch below `id`, itself among them, of which replies wait to be let in. */
export function waitingBelow(state: ThreadState, id: string): readonly string[] {
  let found = waitingIn.get(state);
  if (!found) {
    found = new Map();
    for (const [parent, { waiting }] of state.lists)
      if (waiting.length > 0)
        for (let at: string | null = parent || null; at !== null; at = commentOf(state, at)?.parent ?? null)
          found.set(at, [...(found.get(at) ?? []), parent]);
    waitingIn.set(state, found);
  }
  return found.get(id) ?? [];
}

function listAround(state: ThreadState | Draft, id: string): CommentList | undefined {
  return state.lists.get(commentOf(state, id)?.parent ?? ROOT);
}

function putList(draft: Draft, id: string, list: CommentList): void {
  draft.lists.set(commentOf(draft, id)?.parent ?? ROOT, list);
}
