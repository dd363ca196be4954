import type { Comment } from '@parley/contracts/objects';
import type { Widget } from '../widget.ts';

/** `base`: what is newer than this head is new to the reader; `head`: how far the thread had come when they left. */
type Visit = { base: number; head: number; at: number };

/** Whoever comes back within half an hour is still on the same visit. Milliseconds. */
const SAME_VISIT_MS = 30 * 60 * 1000;
/** After half a year all is new, and nothing worth a mark. Milliseconds. */
const KEPT_MS = 180 * 24 * 60 * 60 * 1000;
const PREFIX = 'visit:';

type Tools = Pick<Widget, 'api' | 'storage' | 'store'>;

/** Marks what others have written since the reader's last visit, and remembers this one. Ends with `signal`. */
export async function noteVisit(tools: Tools, signal: AbortSignal): Promise<void> {
  const { storage, store } = tools;
  for (const key of storage.keys(PREFIX))
    if (Date.now() - (storage.read<Visit>(key)?.at ?? 0) > KEPT_MS) storage.remove(key);
  const state = await threadOf(tools, signal);
  if (!state) return;
  const key = PREFIX + state.thread.id;
  const last = storage.read<Visit>(key);
  const isSame = last !== null && Date.now() - last.at < SAME_VISIT_MS;
  const base = last === null ? state.head : isSame ? last.base : last.head;
  const keep = () => storage.write(key, { base, head: store.get().thread?.head ?? base, at: Date.now() });
  keep();
  document.addEventListener('visibilitychange', () => document.hidden && keep(), { signal });
  addEventListener('pagehide', keep, { signal });
  if (base >= state.head) return;
  const ids = await newSince(tools, state.thread.id, base);
  if (!signal.aborted && ids.length > 0)
    store.set({ sinceVisit: ids, fresh: new Set([...store.get().fresh, ...ids]) });
}

/** Comments by others that were published after `base` and still are, the oldest first. */
async function newSince({ api, store }: Tools, thread: string, base: number): Promise<string[]> {
  const answer = await api.listChanges(thread, base).catch(() => null);
  const latest = new Map<string, Comment>();
  const published = new Set<string>();
  for (const { kind, comment } of answer?.changes ?? []) {
    if (!comment) continue;
    latest.set(comment.id, comment);
    if (kind === 'published') published.add(comment.id);
  }
  const me = store.get().reader?.id;
  return [...published].filter((id) => {
    const comment = latest.get(id);
    return comment?.status === 'published' && comment.author?.id !== me;
  });
}

/** The thread once it is loaded; null when the widget ends before. */
function threadOf({ store }: Tools, signal: AbortSignal) {
  return new Promise<ReturnType<typeof store.get>['thread']>((resolve) => {
    const look = () => {
      const { thread } = store.get();
      if (!thread && !signal.aborted) return;
      stop();
      resolve(thread);
    };
    const stop = store.subscribe(look);
    signal.addEventListener('abort', look);
    look();
  });
}
