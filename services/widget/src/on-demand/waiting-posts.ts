import { commentOf } from '../thread-shape.ts';
import type { Widget } from '../widget.ts';
import { type Draft, isOnItsWay, PREFIX } from '../writing/drafts.ts';
import { createSender } from '../writing/send.ts';

/**
 * Sends what was posted offline and left on its way: on another page of the site, or under a comment that is
 * not on this one. What has a box here is sent by its box. Safe beside another tab that does the same: the
 * key makes one comment of both.
 */
export function sendWaitingPosts(widget: Widget, signal: AbortSignal): void {
  const { store } = widget;
  const look = () => {
    if (store.get().phase !== 'ready') return;
    unsubscribe();
    send(widget, signal);
  };
  const unsubscribe = store.subscribe(look);
  signal.addEventListener('abort', unsubscribe);
  look();
}

function send(widget: Widget, signal: AbortSignal): void {
  const { storage, session, settings, api, actions, say, t, store } = widget;
  const { thread } = store.get();
  for (const place of storage.keys(PREFIX)) {
    const draft = storage.read<Draft>(place);
    if (!draft?.going || !isOnItsWay(draft, Date.now()) || !session.token()) continue;
    const { going, key, text } = draft;
    const isElsewhere = going.site === settings.site && going.thread.key !== settings.key;
    const isHere = going.site === settings.site && going.thread.key === settings.key;
    const hasBox = going.parent === null || (thread && commentOf(thread, going.parent));
    if (!isElsewhere && !(isHere && !hasBox)) continue;
    const sender = createSender(() => {});
    signal.addEventListener('abort', sender.stop);
    const request = { ...going, idempotencyKey: key, body: text };
    void sender
      .send(() => actions.asReader(() => api.postComment(request)))
      .then((comment) => {
        if (comment && storage.read<Draft>(place)?.key === key) storage.remove(place);
        if (comment) say(t(comment.status === 'held' ? 'postedHeld' : 'posted'));
      });
  }
}
