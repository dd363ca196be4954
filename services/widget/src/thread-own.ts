/** What the shared slices cannot hold: the reader's own votes, flags and unseen comments. */
import type { Comment, Mine } from '@parley/contracts/objects';
import { add, isBeforeCursor, isPlaced, showInOrder, showNow, unlist } from './thread-places.ts';
import { type Draft, draftOf, isListed, ROOT, type ThreadState } from './thread-shape.ts';
import { mergeComment } from './thread-state.ts';

/** Puts the reader's own things in place of those known before. */
export function setMine(state: ThreadState, me: string, mine: Mine): ThreadState {
  const draft = draftOf(state);
  draft.me = me;
  draft.votes = new Map(Object.entries(mine.votes));
  draft.flagged = new Set(mine.flagged);
  const unseen = new Map(mine.comments.map((comment) => [comment.id, comment]));
  for (const id of state.own.keys()) if (!unseen.has(id)) forgetOwn(draft, id);
  for (const comment of unseen.values()) keepOwn(draft, comment);
  placeOwn(draft);
  return draft;
}

/** Signed out: nothing of the former reader stays. */
export function forgetMe(state: ThreadState): ThreadState {
  const draft = draftOf(state);
  draft.me = null;
  draft.votes = new Map();
  draft.flagged = new Set();
  for (const id of state.own.keys()) forgetOwn(draft, id);
  return draft;
}

/** The answer to the reader's post or edit: shown at once, where they look for it. */
export function takeOwn(state: ThreadState, me: string, comment: Comment): ThreadState {
  const draft = draftOf(state);
  draft.me = me;
  if (comment.status === 'published') mergeComment(draft, withoutSource(comment), draft.head);
  else keepOwn(draft, comment);
  if (!isPlaced(draft, comment.id)) showNow(draft, comment.id, { isOwn: true });
  return draft;
}

/**
 * Places the reader's unseen comments whose surroundings are on the page. A held root that stands elsewhere
 * leads the list, since its author looks for it; a rejected one waits until the page reaches it.
 */
export function placeOwn(draft: Draft): void {
  for (const [id, comment] of draft.own) {
    const list = draft.lists.get(comment.parent ?? ROOT);
    if (!list || isPlaced(draft, id)) continue;
    const isReached = isBeforeCursor(draft, list, comment);
    if (isReached || comment.parent !== null) showInOrder(draft, id);
    else if (comment.status === 'held') add(draft, id, 'lead');
  }
}

/** Keeps a comment that only its author sees, unless what all see is newer. */
export function keepOwn(draft: Draft, comment: Comment): void {
  const entry = draft.entries.get(comment.id);
  const isOvertaken =
    entry &&
    (entry.comment.status === 'published'
      ? entry.comment.rev >= comment.rev
      : entry.comment.rev > comment.rev);
  if (!isOvertaken) draft.own.set(comment.id, comment);
}

/** Forgets an own comment that only its author sees. Changes the draft. */
export function forgetOwn(draft: Draft, id: string): void {
  if (!isListed({ ...draft, own: new Map() }, id)) unlist(draft, id);
  draft.own.delete(id);
}

/** What only the author is told has no place among what all see. */
export function withoutSource(comment: Comment): Comment {
  const { source: _, mine: __, reason: ___, ...shared } = comment;
  return shared;
}
