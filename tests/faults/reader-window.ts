import { createApiClient } from '@parley/contracts/client/api-client';
import { createLiveClient, type LiveClient } from '@parley/contracts/client/live-client';
import type { LoadSocketIo } from '@parley/contracts/client/live-connection';
import type { Change } from '@parley/contracts/objects';
import { type Known, loadWholeThread, type WholeThread } from './whole-thread.ts';

/**
 * A reader's window without a browser: it loads a thread whole, follows it with the real live client, and
 * writes down what it was told.
 */
export type ReaderWindow = {
  name: string;
  threadKey: string;
  shown: WholeThread;
  /** Every change it was handed, by seq. */
  log: Map<number, string>;
  /** When it stood where, in milliseconds of `performance.now()`. */
  progress: { at: number; head: number }[];
  resets: number;
  /** What should never have been sent to it, in words. */
  leaks: string[];
  /** Whether a comment came with its text, by its id and `rev`. */
  texts: Map<string, boolean>;
  live: LiveClient;
  close(): void;
};

export type WindowOptions = {
  name: string;
  baseUrl: string;
  site: string;
  key: string;
  token: () => string;
  /** Whether this text may be shown to readers at this moment. */
  mayShow: (html: string) => boolean;
  /** With heads and catch-up switched off: what a client would be without them. */
  isDeaf?: boolean;
};

/** Loading again after a reset goes on until it succeeds, at this pace. */
const RELOAD_MS = 500;
const CALL_TIMEOUT_MS = 5_000;

export async function openReaderWindow(options: WindowOptions): Promise<ReaderWindow> {
  const { baseUrl, site, key, isDeaf = false } = options;
  const api = createApiClient({ baseUrl, timeoutMs: CALL_TIMEOUT_MS });
  const place = { site, key };
  const hidden = new Map<string, { seq: number; rev: number }>();
  let isClosed = false;
  const live = createLiveClient({
    baseUrl,
    site,
    token: options.token,
    api: isDeaf ? { listChanges: async (_thread, after) => ({ head: after, changes: [] }) } : api,
    loadSocketIo: isDeaf ? loadDeafSocketIo : () => import('socket.io-client'),
  });
  const window: ReaderWindow = {
    name: options.name,
    threadKey: key,
    shown: await loadWholeThread(api, place),
    log: new Map(),
    progress: [],
    resets: 0,
    leaks: [],
    texts: new Map(),
    live,
    close() {
      isClosed = true;
      live.close();
    },
  };

  function apply(change: Change) {
    const { comment } = change;
    window.log.set(change.seq, `${change.kind} ${comment?.id ?? ''}`);
    const { comments, thread } = window.shown;
    if (change.thread) window.shown.thread = change.thread;
    else if (change.counts) window.shown.thread = { ...thread, counts: change.counts };
    for (const [id, replyCount] of Object.entries(change.replyCounts ?? {})) {
      const known = comments.get(id);
      if (known && known.asOf < change.seq) {
        comments.set(id, { comment: { ...known.comment, replyCount }, asOf: change.seq });
      }
    }
    if (!comment) return;
    noteLeaks(change);
    comments.set(comment.id, merged(comments.get(comment.id), { comment, asOf: change.seq }));
  }

  function noteLeaks({ seq, comment }: Change) {
    if (!comment) return;
    const { id, rev, status, html, author } = comment;
    window.texts.set(`${id} ${rev}`, html !== null);
    const isHidden = status !== 'published';
    if (isHidden && (html !== null || author !== null))
      window.leaks.push(`${id} is ${status}, with its text`);
    if (html !== null && !options.mayShow(html))
      window.leaks.push(`${id} was sent before it was let through`);
    const before = hidden.get(id);
    if (before && html !== null && seq > before.seq && rev <= before.rev) {
      window.leaks.push(`${id} came with text in ${seq}, after its removal in ${before.seq}`);
    }
    if (isHidden && rev > (before?.rev ?? 0)) hidden.set(id, { seq, rev });
  }

  function advance(head: number) {
    window.shown.head = head;
    window.progress.push({ at: performance.now(), head });
  }

  async function reload() {
    window.resets += 1;
    while (!isClosed) {
      try {
        window.shown = await loadWholeThread(api, place);
        advance(window.shown.head);
        live.reposition(window.shown.thread.id, window.shown.head);
        return;
      } catch {
        await new Promise((next) => setTimeout(next, RELOAD_MS));
      }
    }
  }

  advance(window.shown.head);
  live.join(window.shown.thread.id, window.shown.head, {
    onChanges(changes, head) {
      for (const change of changes) apply(change);
      advance(head);
    },
    onReset: () => void reload(),
  });
  return window;
}

/** The higher `rev` wins; the reply count, which has no part in it, comes from the newer seq. */
function merged(known: Known | undefined, incoming: Known): Known {
  if (known === undefined) return incoming;
  const newest = known.comment.rev > incoming.comment.rev ? known.comment : incoming.comment;
  const counted = known.asOf > incoming.asOf ? known : incoming;
  return {
    comment: { ...newest, replyCount: counted.comment.replyCount },
    asOf: Math.max(known.asOf, incoming.asOf),
  };
}

/** socket.io without `head` and without what `join` brings: only what happens to arrive. */
const loadDeafSocketIo: LoadSocketIo = async () => {
  const { io } = await import('socket.io-client');
  return {
    io: ((...args: Parameters<typeof io>) => {
      const socket = io(...args);
      const on = socket.on.bind(socket);
      socket.on = ((event: string, listener: () => void) =>
        event === 'head' ? socket : on(event, listener)) as typeof socket.on;
      const timeout = socket.timeout.bind(socket);
      socket.timeout = ((ms: number) => {
        const timed = timeout(ms);
        const emit = timed.emit.bind(timed);
        timed.emit = ((event: string, payload: { after: number }, answer: (...given: unknown[]) => void) => {
          emit(event, payload, (silence: Error | null, given: object) => {
            const isRefusal = silence !== null || 'problem' in given;
            answer(silence, isRefusal ? given : { head: payload.after, changes: [] });
          });
          return timed;
        }) as typeof timed.emit;
        return timed;
      }) as typeof socket.timeout;
      return socket;
    }) as typeof io,
  };
};
