import { formCalls } from '@parley/contracts/client/form-calls';
import type { ReaderClient } from '@parley/contracts/client/reader-client';
import type { Comment, Permalink } from '@parley/contracts/objects';
import type { Store } from '../store.ts';
import { keepOwn, placeOwn, withoutSource } from '../thread-own.ts';
import { add, isShown, showInOrder, unlist } from '../thread-places.ts';
import { type Draft, draftOf, isListed, type ThreadState } from '../thread-shape.ts';
import { takeSlice } from '../thread-slices.ts';
import { catchUp, mergeComment } from '../thread-state.ts';
import type { View } from '../view.ts';
import { asApiError } from '../writing/send.ts';

type Tools = { api: Pick<ReaderClient, 'call'>; store: Store<View> };

/** A comment read before changes that are forgotten already is read again, so often. */
const STALE_READS_MAX = 4;

/**
 * Loads a comment and what stands above it onto the page. Resolves to whether it is there. One that paging has passed
 * by (`isPassed`) is only read: its place is with the next slice.
 */
export async function bringIn({ api, store }: Tools, id: string, isPassed = false): Promise<boolean> {
  for (let attempt = 0; attempt < STALE_READS_MAX; attempt++) {
    const before = store.get().thread;
    const link = await formCalls(api.call)
      .getComment(id)
      .catch((reason) => {
        if (isPassed && asApiError(reason).status === 404) forget(store, id);
        return null;
      });
    const now = store.get().thread;
    if (!link || !before || now?.thread.id !== before.thread.id) return false;
    const merged = mergePermalink(now, link, before.head, isPassed);
    if (!merged) continue;
    store.set({ thread: merged });
    return isShown(merged, id);
  }
  return false;
}

/** Brings one comment onto the page, below its ancestors, wherever it stands in the thread. */
export function mergePermalink(
  state: ThreadState,
  link: Permalink,
  headBefore: number,
  isPassed = false,
): ThreadState | null {
  const draft = draftOf(state);
  // Its parts are read side by side, so that the whole is as new as the head before the call and no newer.
  for (const comment of [...link.ancestors, link.comment]) {
    if (comment.mine && comment.status !== 'published') keepOwn(draft, comment);
    else mergeComment(draft, withoutSource(comment), headBefore);
    if (!isPassed && isListed(draft, comment.id) && !isShown(draft, comment.id)) place(draft, comment);
  }
  const list = draft.lists.get(link.comment.id);
  if (list?.more?.after === null) takeSlice(draft, link.comment.id, link.replies, headBefore);
  if (!catchUp(draft, headBefore)) return null;
  placeOwn(draft);
  return draft;
}

/** What was to come with the next slice is not there any more. */
function forget(store: Store<View>, id: string): void {
  const { thread } = store.get();
  if (!thread) return;
  const draft = draftOf(thread);
  unlist(draft, id);
  store.set({ thread: draft });
}

/** A root that is not loaded leads the list; a reply stands in order, or after what is not loaded. */
function place(draft: Draft, comment: Comment): void {
  unlist(draft, comment.id);
  if (comment.parent === null) add(draft, comment.id, 'lead');
  else showInOrder(draft, comment.id);
}
