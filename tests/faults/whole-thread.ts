import type { ApiClient } from '@parley/contracts/client/api-client';
import { SLICE_MAX } from '@parley/contracts/limits';
import type { Comment, Slice, Thread } from '@parley/contracts/objects';

/** `asOf`: the seq that the comment's reply count belongs to at least. */
export type Known = { comment: Comment; asOf: number };
export type WholeThread = { thread: Thread; head: number; comments: Map<string, Known> };

/**
 * Loads every comment of a thread that readers are shown, following all cursors. `head` is the oldest among
 * the slices' heads: changes after it bring all of them up to date.
 */
export async function loadWholeThread(
  api: Pick<ApiClient, 'openThread' | 'listComments'>,
  place: { site: string; key: string },
): Promise<WholeThread> {
  const { thread, comments } = await api.openThread({ ...place, sort: 'oldest', limit: SLICE_MAX });
  const whole: WholeThread = { thread, head: thread.head, comments: new Map() };
  await takeSlice(comments, null, thread.head);
  return whole;

  async function takeSlice(first: Slice, parent: string | null, firstHead: number): Promise<void> {
    let slice = first;
    let head = firstHead;
    for (;;) {
      for (const { replies, ...comment } of slice.items) {
        whole.comments.set(comment.id, { comment, asOf: head });
        if (replies) await takeSlice(replies, comment.id, head);
      }
      if (slice.next === null) return;
      slice = await api.listComments(thread.id, {
        sort: 'oldest',
        limit: SLICE_MAX,
        after: slice.next,
        ...(parent === null ? {} : { parent }),
      });
      head = slice.head ?? head;
      whole.head = Math.min(whole.head, head);
    }
  }
}

/** What a reader sees of it, one line a comment in order of id: two of them are equal or not. */
export function shownLines({ thread, comments }: Pick<WholeThread, 'thread' | 'comments'>): string[] {
  const lines = [...comments.values()]
    .filter(({ comment }) => comment.status === 'published' || comment.replyCount > 0)
    .map(({ comment: { id, parent, rev, status, author, html, editedAt, pinned, votes, replyCount } }) =>
      JSON.stringify({ id, parent, rev, status, author, html, editedAt, pinned, votes, replyCount }),
    );
  return [JSON.stringify({ state: thread.state, counts: thread.counts }), ...lines.sort()];
}
