/**
 * How changes alter a thread: pure functions. Whatever the order in which slices and changes arrive, the
 * state ends where a fresh load would (tests/unit/widget holds it to that).
 */
import type { Change, Comment } from '@parley/contracts/objects';
import { add, isBeforeCursor, isPlaced, showNow, unlist } from './thread-places.ts';
import { type Draft, draftOf, emptyList, isListed, isMine, ROOT, type ThreadState } from './thread-shape.ts';

/**
 * Changes kept so that a slice which was read a moment ago can be brought up to date. A slice older than
 * that is asked for again: at one vote change a second this covers more than any call may take.
 */
const RECENT_CHANGES_MAX = 200;

/**
 * The state after one change. A change that is applied already leaves it as it is, and so does one beyond a
 * hole: `head` then stays behind, by which the caller notices.
 */
export function applyChange(state: ThreadState, change: Change): ThreadState {
  return applyChanges(state, [change]);
}

export function applyChanges(state: ThreadState, changes: readonly Change[]): ThreadState {
  const draft = draftOf(state);
  for (const change of changes) {
    if (change.seq !== draft.head + 1) continue;
    if (change.thread) draft.thread = change.thread;
    if (change.counts) draft.thread = { ...draft.thread, counts: change.counts };
    replay(draft, change);
    draft.head = change.seq;
    draft.recent = [...draft.recent.slice(1 - RECENT_CHANGES_MAX), change];
  }
  return draft.head === state.head ? state : draft;
}

/**
 * Brings a draft up to date after something as old as `asOf` was merged into it. False when the changes kept
 * do not reach back that far: what was merged must be thrown away and asked for again.
 */
export function catchUp(draft: Draft, asOf: number): boolean {
  if (asOf < draft.head - draft.recent.length) return false;
  for (const change of draft.recent) if (change.seq > asOf) replay(draft, change);
  return true;
}

/**
 * Puts a comment where all copies of it meet: the higher `rev` wins, and the counts below it, which have no
 * part in `rev`, are taken from the newer head. Its nested replies are not looked at.
 */
export function mergeComment(draft: Draft, incoming: Comment, asOf: number): void {
  const { replies: _, ...flat } = incoming;
  const known = draft.entries.get(flat.id);
  const newest = known && known.comment.rev >= flat.rev ? known.comment : flat;
  const comment = withCounts(newest, known && known.asOf > asOf ? known.comment : flat);
  if (known?.comment !== comment || known.asOf < asOf)
    draft.entries.set(flat.id, { comment, asOf: Math.max(asOf, known?.asOf ?? 0) });
  const own = draft.own.get(flat.id);
  const isOvertaken = own && (flat.status === 'published' ? flat.rev >= own.rev : flat.rev > own.rev);
  if (isOvertaken) draft.own.delete(flat.id);
  if (!draft.lists.has(flat.id)) draft.lists.set(flat.id, emptyList(asOf, flat.replyCount > 0));
}

function withCounts(
  comment: Comment,
  { replyCount, branchCount }: { replyCount: number; branchCount?: number | undefined },
): Comment {
  const isSame = comment.replyCount === replyCount && comment.branchCount === branchCount;
  return isSame ? comment : { ...comment, replyCount, ...(branchCount !== undefined && { branchCount }) };
}

/** Takes what a change says of comments. Doing so twice, or late, does no harm. */
function replay(draft: Draft, change: Change): void {
  const { replyCounts = {}, branchCounts = {} } = change;
  for (const id of new Set([...Object.keys(replyCounts), ...Object.keys(branchCounts)])) {
    const entry = draft.entries.get(id);
    if (!entry) noteRise(draft, id, change);
    if (!entry || entry.asOf >= change.seq) continue;
    const { comment } = entry;
    const { replyCount, branchCount } = comment;
    const counts = {
      replyCount: replyCounts[id] ?? replyCount,
      branchCount: branchCounts[id] ?? branchCount,
    };
    draft.entries.set(id, { comment: withCounts(comment, counts), asOf: change.seq });
    if (id in replyCounts) settle(draft, comment, change.seq, true);
  }
  if (change.comment) receive(draft, change.comment, change);
}

/**
 * Of a root that is not loaded and has been discussed past the cursor only the number is known, but paging would pass
 * it by: it is to be asked for by its id.
 */
function noteRise(draft: Draft, id: string, { branchCounts, seq }: Change): void {
  const list = draft.lists.get(ROOT);
  const branchCount = branchCounts?.[id];
  if (draft.sort !== 'discussed' || !list || branchCount === undefined || seq <= list.asOf) return;
  const root = { ...list.edge, id, branchCount } as Comment;
  if (isBeforeCursor(draft, list, root) && !isPlaced(draft, id)) add(draft, id, 'passed');
}

/** A comment's status decides what becomes of it, not the kind of the change: it may have moved on since. */
function receive(draft: Draft, comment: Comment, change: Change): void {
  const list = draft.lists.get(comment.parent ?? ROOT);
  const isKnown = draft.entries.has(comment.id) || draft.own.has(comment.id);
  const isNews = change.kind === 'published' || change.kind === 'restored';
  const belongs = list && change.seq > list.asOf && (isNews || isBeforeCursor(draft, list, comment));
  if (!isKnown && !belongs) return;
  mergeComment(draft, comment, change.seq);
  settle(draft, comment, change.seq, isKnown || isNews);
}

/** Gives a comment the place that its present state asks for. */
function settle(draft: Draft, { id, parent }: Comment, seq: number, isNews: boolean): void {
  const list = draft.lists.get(parent ?? ROOT);
  if (!isListed(draft, id)) unlist(draft, id);
  else if (!list || seq <= list.asOf || isPlaced(draft, id)) return;
  else if (isMine(draft, id)) showNow(draft, id, { isOwn: true });
  else if (isNews || list.more === null) add(draft, id, 'waiting');
  else add(draft, id, 'passed');
}
