import type { ApiError } from '@parley/contracts/client/reader-client';
import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import { createTranslate } from '@parley/contracts/messages/translate';
import type { Comment } from '@parley/contracts/objects';
import type { Deleting } from '../view.ts';
import type { Widget } from '../widget.ts';
import type { Sending } from '../writing/attempts.ts';
import { createSender } from '../writing/send.ts';
import { deleteComment } from './change-comment.ts';

/** Time to think again, in milliseconds. */
export const UNDO_MS = 10_000;

/**
 * Deletes a comment of the reader's own in ten seconds' time unless they undo it; at once when the page is
 * left before, by a request that outlives it.
 */
export function deleteSoon(widget: Widget, id: string, onGone: () => void): void {
  const { store } = widget;
  const put = (entry: Deleting | null) => {
    const deleting = new Map(store.get().deleting);
    if (entry) deleting.set(id, entry);
    else deleting.delete(id);
    store.set({ deleting });
  };
  const entry: Deleting = { until: Date.now() + UNDO_MS, error: null, undo, now: () => void send() };
  const timer = setTimeout(entry.now, UNDO_MS);
  addEventListener('pagehide', entry.now);
  put(entry);

  function stop(): void {
    clearTimeout(timer);
    removeEventListener('pagehide', entry.now);
  }
  function undo(): void {
    stop();
    put(null);
  }
  async function send(): Promise<void> {
    stop();
    let last: Sending = { state: 'idle' };
    const sender = createSender((sending) => {
      last = sending;
    });
    const isGone = await sender.send(() => deleteComment(widget, id).then(() => true));
    if (isGone) onGone();
    const { state, error } = last as Sending & { error?: ApiError };
    put(state === 'failed' && error ? { ...entry, error, undo: () => put(null) } : null);
  }
}

/** The same from its button: says so, and looks after the focus when the comment goes. */
export function deleteOwn(widget: Widget, { id, parent }: Comment): void {
  const { store, say, locale, words } = widget;
  const speak = createTranslate(locale, onDemandMessages, words);
  say(speak('deleteSaid'));
  deleteSoon(widget, id, () => {
    say(speak('deleted'));
    if (parent && !store.get().target) store.set({ target: { id: parent, mayScroll: false } });
  });
}

/** Sends what waits to be deleted: the widget is being taken off the page. */
export function deleteNow({ store }: Pick<Widget, 'store'>): void {
  for (const { now } of store.get().deleting.values()) now();
}
