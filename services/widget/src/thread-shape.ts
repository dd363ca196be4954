/**
 * A thread as one widget holds it: plain data. Comments lie flat by id; who stands where is in the lists.
 */
import type { Change, Comment, Sort, Thread } from '@parley/contracts/objects';

/** The key of the roots in `lists`; replies are listed under their parent's id. */
export const ROOT = '';

/** `asOf`: the head that the counts of replies are at least as new as. */
export type Entry = { readonly comment: Comment; readonly asOf: number };

export type CommentList = {
  /** Shown, in order, without a hole from the list's beginning. */
  readonly shown: readonly string[];
  /** Shown before all others whatever the order: what the reader has just written or came for. */
  readonly lead: readonly string[];
  /** Shown, but beyond what is not loaded yet. */
  readonly tail: readonly string[];
  /** Arrived while the reader reads: behind a pill or a chip until they ask. */
  readonly waiting: readonly string[];
  /**
   * Rose above the cursor while unloaded, so that paging will pass them by: they come with the next slice. Some may
   * have no entry yet.
   */
  readonly passed: readonly string[];
  /** Where the next slice begins; `after: null` when not even the first was loaded. Null at the end. */
  readonly more: { readonly after: string | null } | null;
  /** The last comment of the last slice, as it was then: what the cursor in `more` was made of. */
  readonly edge: Comment | null;
  /** The head of the list's first slice: changes up to it brought nothing that is not in a slice. */
  readonly asOf: number;
};

export type ThreadState = {
  readonly thread: Thread;
  readonly sort: Sort;
  /** The `seq` of the last change that is applied. */
  readonly head: number;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly lists: ReadonlyMap<string, CommentList>;
  /** The reader's id, to tell their own comments. */
  readonly me: string | null;
  /** The reader's held and rejected comments, which nobody else sees. */
  readonly own: ReadonlyMap<string, Comment>;
  readonly votes: ReadonlyMap<string, -1 | 1>;
  readonly flagged: ReadonlySet<string>;
  /** Comments that keep their place even when they are removed: the reader is writing below them. */
  readonly kept: ReadonlySet<string>;
  /** The last changes, ending at `head`, without holes. */
  readonly recent: readonly Change[];
};

/** A state while a function works on it: its maps are its own. */
export type Draft = Omit<
  { -readonly [K in keyof ThreadState]: ThreadState[K] },
  'entries' | 'lists' | 'own'
> & {
  entries: Map<string, Entry>;
  lists: Map<string, CommentList>;
  own: Map<string, Comment>;
};

export function draftOf(state: ThreadState): Draft {
  return {
    ...state,
    entries: new Map(state.entries),
    lists: new Map(state.lists),
    own: new Map(state.own),
  };
}

export function emptyList(asOf: number, hasMore = false): CommentList {
  return {
    shown: [],
    lead: [],
    tail: [],
    waiting: [],
    passed: [],
    more: hasMore ? { after: null } : null,
    edge: null,
    asOf,
  };
}

/** The comment as this reader is to see it: their own held or rejected text before the bare tombstone. */
export function commentOf(state: ThreadState | Draft, id: string): Comment | undefined {
  return state.own.get(id) ?? state.entries.get(id)?.comment;
}

/** Whether a comment has a place on the page: published, a tombstone above replies, or the reader's own. */
export function isListed(state: ThreadState | Draft, id: string): boolean {
  if (state.own.has(id) || state.kept.has(id)) return true;
  const comment = state.entries.get(id)?.comment;
  return comment !== undefined && (comment.status === 'published' || comment.replyCount > 0);
}

export function isMine(state: ThreadState | Draft, id: string): boolean {
  return state.own.has(id) || (state.me !== null && commentOf(state, id)?.author?.id === state.me);
}

/** Replies that exist but are neither on the page nor waiting. */
export function countMore(state: ThreadState, parent: string): number {
  const list = state.lists.get(parent);
  const replyCount = state.entries.get(parent)?.comment.replyCount ?? 0;
  if (!list?.more) return 0;
  const held = [list.shown, list.lead, list.tail].flat().filter((id) => state.own.has(id)).length;
  const placed = list.shown.length + list.lead.length + list.tail.length + list.waiting.length;
  return Math.max(0, replyCount - placed + held);
}
