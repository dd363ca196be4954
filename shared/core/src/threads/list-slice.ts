import { PREVIEW_REPLIES_BY_LEVEL, SLICE_DEFAULT } from '@parley/contracts/limits';
import type { Comment, Slice, Sort } from '@parley/contracts/objects';
import { presentComment } from '../comments/present-comment.ts';
import type { CommentRecord } from '../ports/records.ts';
import type { CommentSlice, Store } from '../ports/store.ts';
import { decodeCommentCursor, encodeCommentCursor } from './cursor.ts';

type Deps = { store: Store };
type Query = {
  parent?: string | undefined;
  sort?: Sort | undefined;
  after?: string | undefined;
  limit?: number | undefined;
};

/**
 * A slice of a thread's roots or of a comment's replies, each item with a bounded preview of its own replies.
 * The head is read first, so the slice is at least as new as the head it names.
 */
export async function listSlice(deps: Deps, thread: string, query: Query): Promise<Slice> {
  const parent = query.parent ?? null;
  const wanted = query.sort ?? (parent === null ? 'newest' : 'oldest');
  const place = query.after === undefined ? null : decodeCommentCursor(query.after, thread);
  const sort = place?.sort ?? wanted;
  const head = await deps.store.threads.head(thread);
  const after = place?.after ?? null;
  const limit = query.limit ?? SLICE_DEFAULT;
  const pinned = parent === null && after === null ? await deps.store.comments.listPinned(thread) : [];
  const slice = await deps.store.comments.list({
    thread,
    parent,
    sort,
    after,
    limit: Math.max(1, limit - pinned.length),
  });
  const items = await withPreviews(deps, thread, [...pinned, ...slice.items], replySort(sort));
  return { items, next: encodeCommentCursor(sort, slice.next), head };
}

/** People answer each other in order of time, so replies read from the oldest, but where the best are wanted. */
export function replySort(sort: Sort): Sort {
  return sort === 'top' ? sort : 'oldest';
}

/**
 * Presents comments with previews of their replies: one query a level, as deep as `PREVIEW_REPLIES_BY_LEVEL`
 * is long, so the size of an answer is bounded by its limit alone.
 */
export async function withPreviews(
  deps: Deps,
  thread: string,
  records: CommentRecord[],
  sort: Sort,
): Promise<Comment[]> {
  const slices = new Map<string, CommentSlice>();
  let level = records;
  for (const limit of PREVIEW_REPLIES_BY_LEVEL) {
    const parents = level.filter((record) => record.replyCount > 0).map((record) => record.id);
    if (parents.length === 0) break;
    const found = await deps.store.comments.listPreviews({ thread, parents, sort, limit });
    for (const [parent, slice] of found) slices.set(parent, slice);
    level = [...found.values()].flatMap((slice) => slice.items);
  }

  function present(record: CommentRecord): Comment {
    const slice = slices.get(record.id);
    const comment = presentComment(record);
    if (record.replyCount === 0) return comment;
    // Below the last level nothing was read: the empty cursor of an unread slice begins at its beginning.
    const replies: Slice = slice
      ? { items: slice.items.map(present), next: encodeCommentCursor(sort, slice.next) }
      : { items: [], next: encodeCommentCursor(sort, beginning(sort, thread)) };
    return { ...comment, replies };
  }
  return records.map(present);
}

/** The place before the first comment of a list in this order. */
function beginning(sort: Sort, thread: string): { key: number | null; id: string } {
  const isDescending = sort !== 'oldest';
  const id = `${thread}${isDescending ? '~' : ''}`;
  return { key: sort === 'top' || sort === 'discussed' ? Number.MAX_SAFE_INTEGER : null, id };
}
