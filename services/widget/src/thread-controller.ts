import type { LiveClient } from '@parley/contracts/client/live-client';
import type { ReaderClient } from '@parley/contracts/client/reader-client';
import type { Change, Mine, Reader, Sort } from '@parley/contracts/objects';
import type { EmbedSettings } from './embed-settings.ts';
import type { Place } from './page/keep-place.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';
import { replySort } from './thread-order.ts';
import { forgetMe, setMine } from './thread-own.ts';
import { isShown } from './thread-places.ts';
import { isMine, ROOT, type ThreadState } from './thread-shape.ts';
import { mergeSlice, openState, showWaiting } from './thread-slices.ts';
import { applyChanges } from './thread-state.ts';
import type { View } from './view.ts';
import { asApiError } from './writing/send.ts';

/** A slice that is older than what is remembered is asked for again, so often. */
const STALE_SLICES_MAX = 4;
/** Roots that are asked for one by one beside a slice, because they rose above it. */
const RISEN_AT_ONCE = 20;
/** Between attempts to load what the live connection needs, in milliseconds. */
const LIVE_RETRY_MS = 20_000;
/** Several own comments may change in one breath; one look is enough for all. Milliseconds. */
const MINE_DELAY_MS = 400;
/** A rejection takes no number in the log, so whoever has a held comment asks now and then. Milliseconds. */
const HELD_CHECK_MS = 60_000;

export type ControllerDeps = {
  api: Pick<ReaderClient, 'openThread' | 'listComments' | 'getMine'>;
  settings: Pick<EmbedSettings, 'site' | 'key'>;
  store: Store<View>;
  session: Session;
  /** Begins the live connection once the first comments are painted. */
  startLive: () => Promise<LiveClient>;
  /** Remembers what the reader looks at. */
  keepPlace: () => Promise<Place>;
  /** Loads a comment that is not on the page; of one that was passed by, only what it says. */
  bringIn: (id: string, isPassed?: boolean) => Promise<boolean>;
  onNews: (count: number) => void;
  /** Hears what the server keeps for this reader alone. */
  onMine: (reader: Reader, mine: Mine) => void;
};

type Paging = 'busy' | ReturnType<typeof asApiError>;
export type ThreadController = ReturnType<typeof createThreadController>;

/** Loads a thread, keeps it up to date, and pages through it. What it finds goes into the store. */
export function createThreadController(deps: ControllerDeps) {
  const { api, settings, store, session } = deps;
  let live: LiveClient | null = null;
  let starting: Promise<LiveClient> | null = null;
  let leave: (() => void) | null = null;
  let loads = 0;
  let ownChanges = 0;
  let mine: Mine | null = null;
  let mineTimer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const thread = () => store.get().thread;

  /** Puts a new state in place, if a thread is there. */
  function update(change: (state: ThreadState) => ThreadState): void {
    const state = thread();
    if (!state) return;
    const next = change(state);
    if (next !== state) store.set({ thread: next });
  }

  /** Loads the thread. Resolves when it is there, or when that has failed. */
  async function load(): Promise<void> {
    store.set({ phase: 'loading', failure: null });
    try {
      await open(store.get().sort);
    } catch (reason) {
      store.set({ phase: 'failed', failure: asApiError(reason) });
      return;
    }
    void follow();
    void refreshMine();
  }

  /** Reads the first slice anew. Of several under way, the last one counts. */
  async function open(sort: Sort): Promise<void> {
    const turn = ++loads;
    const slice = await api.openThread({ site: settings.site, key: settings.key, sort });
    if (turn !== loads || isStopped) return;
    const reader = session.reader();
    const bare = { ...openState(slice, sort), me: reader?.id ?? null };
    const state = reader && mine ? setMine(bare, reader.id, mine) : bare;
    store.set({ thread: state, phase: 'ready', failure: null, sort, branch: null, paging: new Map() });
  }

  /** Joins the thread live, anew after it was read anew. */
  async function follow(): Promise<void> {
    starting ??= deps.startLive();
    try {
      live = await starting;
    } catch {
      // Its script could not be had: the page stays as it is until it can.
      starting = null;
      store.set({ live: { ...store.get().live, lastCloseReason: 'script-blocked' } });
      setTimeout(() => !isStopped && follow(), LIVE_RETRY_MS);
      return;
    }
    const state = thread();
    if (isStopped) live.close();
    if (isStopped || !state) return;
    leave?.();
    leave = live.join(state.thread.id, state.head, {
      onChanges: (changes) => takeChanges(changes),
      onReset: () => void reload(),
      onViewers: (viewers) => store.set({ viewers }),
    });
  }

  function takeChanges(changes: Change[]): void {
    const before = thread();
    if (!before) return;
    const after = applyChanges({ ...before, kept: store.get().replying }, changes);
    store.set({ thread: after });
    deps.onNews(countWaiting(after) - countWaiting(before));
    // The live client leaves no holes; should there be one all the same, only a fresh start closes it.
    if ((changes.at(-1)?.seq ?? 0) > after.head) void reload();
    const concernsOwn = changes.some(({ comment }) => comment && isMine(before, comment.id));
    if (concernsOwn) refreshMineSoon();
  }

  /** Too far behind for the log: the first slice anew, with the reader where they were. */
  async function reload(): Promise<void> {
    const place = await deps.keepPlace();
    try {
      await open(store.get().sort);
    } catch (reason) {
      store.set({ failure: asApiError(reason) });
      return;
    }
    const state = thread();
    if (!state) return;
    live?.reposition(state.thread.id, state.head);
    if (place.id && !isShown(state, place.id)) await deps.bringIn(place.id);
    place.restore();
  }

  async function setSort(sort: Sort): Promise<void> {
    const before = store.get().sort;
    store.set({ sort });
    try {
      await open(sort);
      await follow();
    } catch (reason) {
      store.set({ sort: before, failure: asApiError(reason) });
    }
  }

  /** The next slice under `parent`. Gives the first comment that it brought. */
  async function showMore(parent: string): Promise<string | null> {
    if (store.get().paging.get(parent) === 'busy') return null;
    setPaging(parent, 'busy');
    try {
      const first = await nextSlice(parent);
      if (store.get().paging.has(parent)) setPaging(parent, null);
      return first;
    } catch (reason) {
      setPaging(parent, asApiError(reason));
      return null;
    }
  }

  async function nextSlice(parent: string): Promise<string | null> {
    for (let attempt = 0; attempt < STALE_SLICES_MAX; attempt++) {
      const state = thread();
      const list = state?.lists.get(parent);
      if (!state || !list) return null;
      const after = list.more?.after;
      const risen = list.passed.filter((id) => !state.entries.has(id)).slice(0, RISEN_AT_ONCE);
      await Promise.all(risen.map((id) => deps.bringIn(id, true)));
      const slice = list.more
        ? await api.listComments(state.thread.id, {
            parent: parent || undefined,
            sort: parent === ROOT ? state.sort : replySort(state.sort),
            after: after ?? undefined,
          })
        : { items: [], next: null };
      const now = thread();
      if (now?.thread.id !== state.thread.id || now.sort !== state.sort) return null;
      const merged = mergeSlice(now, { parent, after, headBefore: state.head }, slice);
      if (!merged) continue;
      store.set({ thread: merged, paging: pagingWith(parent, null) });
      const known = new Set([...list.shown, ...list.tail, ...list.lead]);
      return merged.lists.get(parent)?.shown.find((id) => !known.has(id)) ?? null;
    }
    return null;
  }

  function setPaging(parent: string, is: Paging | null): void {
    store.set({ paging: pagingWith(parent, is) });
  }

  function pagingWith(parent: string, is: Paging | null): View['paging'] {
    const paging = new Map(store.get().paging);
    if (is === null) paging.delete(parent);
    else paging.set(parent, is);
    return paging;
  }

  /** Lets in what waits under `parent`; it is marked as new. Gives the ids in the order of the page. */
  function letIn(parent: string): string[] {
    const state = thread();
    if (!state) return [];
    const shown = showWaiting(state, parent);
    store.set({ thread: shown.state, fresh: new Set([...store.get().fresh, ...shown.ids]) });
    const list = shown.state.lists.get(parent);
    const order = list ? [...list.lead, ...list.shown, ...list.tail] : [];
    return order.filter((id) => shown.ids.includes(id));
  }

  async function refreshMine(): Promise<void> {
    clearTimeout(mineTimer);
    const reader = session.reader();
    const state = thread();
    if (!reader || !state || isStopped) return;
    const before = ownChanges;
    try {
      const answer = await api.getMine(state.thread.id);
      // What the reader has done meanwhile may be missing from the answer.
      if (before !== ownChanges) return refreshMineSoon();
      mine = answer;
      if (session.reader()?.id === reader.id) {
        update((now) => setMine(now, reader.id, answer));
        deps.onMine(reader, answer);
      }
    } catch (reason) {
      if (asApiError(reason).status === 401) session.end(true);
    }
    if (thread()?.own.size) mineTimer = setTimeout(refreshMine, HELD_CHECK_MS);
  }

  function refreshMineSoon(): void {
    clearTimeout(mineTimer);
    mineTimer = setTimeout(refreshMine, MINE_DELAY_MS);
  }

  return {
    load,
    setSort,
    showMore,
    letIn,
    update,
    /** The reader has acted: an answer of `mine` that is under way is out of date. */
    noteOwnChange(): void {
      ownChanges++;
      if (thread()?.own.size) refreshMineSoon();
    },
    refreshMine,
    /** How many changes are known to exist that have not arrived. */
    behind: () => live?.behind() ?? 0,
    /** Another reader, or none. */
    changeReader(): void {
      mine = null;
      const reader = session.reader();
      update((state) => ({ ...forgetMe(state), me: reader?.id ?? null }));
      live?.reconnect();
      void refreshMine();
    },
    stop(): void {
      isStopped = true;
      clearTimeout(mineTimer);
      leave?.();
      live?.close();
    },
  };
}

function countWaiting(state: ThreadState): number {
  let count = 0;
  for (const list of state.lists.values()) count += list.waiting.length;
  return count;
}
