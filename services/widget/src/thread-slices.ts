/** How slices and what waits come into a thread: pure functions. */
import type { Slice, Sort, ThreadSlice } from '@parley/contracts/objects';
import { placeOwn } from './thread-own.ts';
import { insert, showNow } from './thread-places.ts';
import {
  type CommentList,
  type Draft,
  draftOf,
  emptyList,
  isListed,
  ROOT,
  type ThreadState,
} from './thread-shape.ts';
import { catchUp, mergeComment } from './thread-state.ts';

/** A thread from its first slice, as anybody sees it. */
export function openState({ thread, comments }: ThreadSlice, sort: Sort): ThreadState {
  const draft: Draft = {
    thread,
    sort,
    head: comments.head ?? thread.head,
    entries: new Map(),
    lists: new Map(),
    me: null,
    own: new Map(),
    votes: new Map(),
    flagged: new Set(),
    kept: new Set(),
    recent: [],
  };
  draft.lists.set(ROOT, emptyList(draft.head, true));
  takeSlice(draft, ROOT, comments, draft.head);
  return draft;
}

/**
 * Adds the slice that was asked for with the cursor `after` (null: the first; undefined: an empty one beyond the last,
 * with which comes what has risen since) of `parent`. `headBefore` is where the thread stood when it was asked for, should the slice not say how new it is. Null when the slice
 * is older than what is remembered: ask again. A slice that was added before changes nothing.
 */
export function mergeSlice(
  state: ThreadState,
  { parent, after, headBefore }: { parent: string; after: string | null | undefined; headBefore: number },
  slice: Slice,
): ThreadState | null {
  const list = state.lists.get(parent);
  if (!list || list.more?.after !== after) return state;
  const asOf = slice.head ?? headBefore;
  const draft = draftOf(state);
  takeSlice(draft, parent, slice, asOf);
  if (!catchUp(draft, asOf)) return null;
  placeOwn(draft);
  return draft;
}

/** Shows what waits under `parent`, and what has come in answer to it meanwhile. Gives the ids shown. */
export function showWaiting(state: ThreadState, parent: string): { state: ThreadState; ids: string[] } {
  const draft = draftOf(state);
  const ids: string[] = [];
  function show(under: string): void {
    for (const id of draft.lists.get(under)?.waiting.toReversed() ?? []) {
      showNow(draft, id, { isOwn: false });
      ids.push(id);
      show(id);
    }
  }
  show(parent);
  return { state: draft, ids };
}

/** Adds a slice of the comments under `parent`, as new as the head `asOf`. Changes the draft. */
export function takeSlice(draft: Draft, parent: string, slice: Slice, asOf: number): void {
  for (const item of slice.items) {
    const isNew = !draft.lists.has(item.id);
    mergeComment(draft, item, asOf);
    if (!item.replies) continue;
    // A branch that is open already is kept up to date by changes; a preview would only make it shorter.
    if (isNew || isUnread(draft.lists.get(item.id))) takeSlice(draft, item.id, item.replies, asOf);
  }
  const list = draft.lists.get(parent) ?? emptyList(asOf, true);
  const isFirst = list.more?.after === null;
  const inSlice = slice.items.map((item) => item.id);
  const fresh = inSlice.filter(
    (id) => isListed(draft, id) && !list.shown.includes(id) && !list.lead.includes(id),
  );
  const without = (ids: readonly string[]) => ids.filter((id) => !inSlice.includes(id));
  const unread = without(list.passed).filter((id) => !draft.entries.has(id));
  const next: CommentList = {
    ...list,
    shown: [...list.shown, ...without(list.passed).filter((id) => isListed(draft, id)), ...fresh],
    passed: unread,
    tail: without(list.tail),
    waiting: without(list.waiting),
    more: slice.next === null ? null : { after: slice.next },
    edge: slice.items.findLast((item) => !item.pinned) ?? list.edge,
    asOf: isFirst ? asOf : list.asOf,
  };
  draft.lists.set(parent, next.more ? next : joinTail(draft, next));
}

function isUnread(list: CommentList | undefined): boolean {
  return list?.more?.after === null;
}

/** Once nothing is missing in between, the tail belongs to the rest. */
function joinTail(draft: Draft, list: CommentList): CommentList {
  const shown = list.tail.reduce((ids, id) => insert(draft, ids, id), [...list.shown]);
  return { ...list, shown, tail: [] };
}
