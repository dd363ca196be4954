import { createApiClient } from '@parley/contracts/client/api-client';
import { createLiveClient, type LiveClient } from '@parley/contracts/client/live-client';
import type { Change, Comment, Thread } from '@parley/contracts/objects';
import { waitFor } from './wait-for.ts';

/**
 * A reader's window without a browser: it loads a thread, joins it live, and keeps what the changes tell,
 * by nothing but the public contract.
 */
export type Window = {
  thread: Thread;
  /** Every comment it knows of, by id, as the last change or slice told. */
  comments: Map<string, Comment>;
  count: number;
  head: number;
  changes: Change[];
  resets: number;
  live: LiveClient;
  /** Waits until the window stands at the store's head, and answers what it shows, published ids in order. */
  settled(head: number): Promise<string[]>;
  close(): void;
};

export async function openWindow(
  url: string,
  place: { site: string; key: string },
  token: string | null = null,
): Promise<Window> {
  const api = createApiClient({ baseUrl: url });
  const live = createLiveClient({
    baseUrl: url,
    site: place.site,
    token: () => token,
    api,
    loadSocketIo: () => import('socket.io-client'),
  });
  const window: Window = {
    thread: null as unknown as Thread,
    comments: new Map(),
    count: 0,
    head: 0,
    changes: [],
    resets: 0,
    live,
    async settled(head) {
      await waitFor(`the window to reach ${head}`, () => window.head >= head, 15_000);
      return [...window.comments.values()]
        .filter((comment) => comment.status === 'published')
        .map((comment) => comment.id)
        .sort();
    },
    close: () => live.close(),
  };
  const load = async () => {
    const { thread, comments } = await api.openThread({ ...place, sort: 'oldest', limit: 100 });
    window.thread = thread;
    window.count = thread.counts.comments;
    window.head = thread.head;
    window.comments.clear();
    const keep = (items: Comment[]) => {
      for (const { replies, ...comment } of items) {
        window.comments.set(comment.id, comment);
        keep(replies?.items ?? []);
      }
    };
    keep(comments.items);
  };
  await load();
  live.join(window.thread.id, window.head, {
    onChanges(changes, head) {
      for (const change of changes) {
        window.changes.push(change);
        if (change.counts) window.count = change.counts.comments;
        if (change.thread) window.thread = change.thread;
        const known = change.comment && window.comments.get(change.comment.id);
        if (change.comment && (!known || known.rev <= change.comment.rev)) {
          window.comments.set(change.comment.id, change.comment);
        }
        for (const [id, replyCount] of Object.entries(change.replyCounts ?? {})) {
          const comment = window.comments.get(id);
          if (comment) window.comments.set(id, { ...comment, replyCount });
        }
      }
      window.head = head;
    },
    async onReset() {
      window.resets += 1;
      await load();
      live.reposition(window.thread.id, window.head);
    },
  });
  await waitFor('the window to be live', () => live.state().status === 'live');
  return window;
}
