/** The list of threads, the one that is opened, and what moderators do to it. */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { UpdateThread } from '@parley/contracts/requests';
import type { ListThreads, ModeratedThread, ThreadDetail } from '@parley/contracts/room-objects';
import { type Signal, signal } from '@preact/signals';
import { createLook, type Look } from '../load/look.ts';
import { createSliceList, type SliceList } from '../load/slice-list.ts';
import type { ThreadsPlace } from '../place/place.ts';
import type { Undoer } from '../queue/undoer.ts';
import type { Notices } from '../shell/notices.ts';
import { threads as words } from './words.ts';

export type Steering = Pick<UpdateThread, 'state' | 'premoderation' | 'slowModeSeconds'>;
export type ThreadRoom = {
  list: SliceList<ListThreads, ModeratedThread, { searchedTo: string | null }>;
  detail: Look<string, ThreadDetail>;
  /** Why the last change was not made, until another is tried. */
  conflict: Signal<string | null>;
  isBusy: Signal<boolean>;
  open: (place: ThreadsPlace) => Promise<void>;
  /** Changes the opened thread, as it is seen; tells how it went, and how to change it back. */
  steer: (set: Steering) => Promise<void>;
  pin: (comment: string, isPinned: boolean) => Promise<void>;
};

type Deps = {
  api: Pick<ApiClient, 'listThreads' | 'getThread' | 'updateThread' | 'pin'>;
  notices: Notices;
  undoer: Pick<Undoer, 'rememberAct'>;
};

export function createThreadRoom({ api, notices, undoer }: Deps): ThreadRoom {
  const list: ThreadRoom['list'] = createSliceList(async (query, after) => {
    const { threads, next, searchedTo } = await api.listThreads(after ? { ...query, after } : query);
    return { entries: threads, next, extra: { searchedTo } };
  });
  const detail = createLook((id: string) => api.getThread(id));
  const conflict = signal<string | null>(null);
  const isBusy = signal(false);

  const takeIn = (found: ThreadDetail) => {
    const { thread } = found;
    if (detail.value.value?.thread.id === thread.id) detail.take(found);
    list.entries.value = list.entries.value.map((one) => (one.id === thread.id ? thread : one));
  };
  const refused = (error: unknown, isBack: boolean, again: () => void) => {
    if (!(error instanceof ApiError)) throw error;
    const isConflict = error.code === 'conflict' && isDetail(error.current);
    if (isConflict) takeIn(error.current as ThreadDetail);
    // Taken back from anywhere: the thread need not be on the screen.
    if (isConflict && !isBack) {
      conflict.value = error.message;
      return;
    }
    const actions = error.isPassing ? [{ words: words.retry, command: null, run: again }] : [];
    notices.tell({ tone: 'failed', text: words.refused, details: [error.message], actions });
  };
  const doing = async (work: () => Promise<void>, isBack: boolean, again: () => void) => {
    if (isBusy.value) return;
    isBusy.value = true;
    conflict.value = null;
    try {
      await work();
    } catch (error) {
      refused(error, isBack, again);
    } finally {
      isBusy.value = false;
    }
  };
  /** Tells what was done, and offers to take it back. */
  const tell = (text: string, takeBack: () => Promise<void>) => {
    const about = {};
    const run = undoer.rememberAct(() => {
      notices.dismissAbout(about);
      return takeBack();
    });
    notices.tell({ tone: 'done', text, about, actions: [{ words: words.undo, command: 'undo', run }] });
  };

  const set = (thread: ModeratedThread, wanted: Steering, isBack: boolean): Promise<void> =>
    doing(
      async () => {
        const seen = seenOf(thread);
        await api.updateThread(thread.id, { ...wanted, seen });
        const title = thread.title || words.untitled;
        if (isBack) notices.tell({ tone: 'done', text: words.changedBack(title) });
        else tell(words.done(title), () => set(asSet(thread, wanted), partOf(seen, wanted), true));
        takeIn(await api.getThread(thread.id));
      },
      isBack,
      () => void set(thread, wanted, isBack),
    );
  const setPin = (comment: string, isPinned: boolean, isBack: boolean): Promise<void> =>
    doing(
      async () => {
        const { thread } = await api.pin(comment, isPinned);
        const text = isPinned ? words.donePinned : words.doneUnpinned;
        if (isBack) notices.tell({ tone: 'done', text });
        else tell(text, () => setPin(comment, !isPinned, true));
        takeIn(await api.getThread(thread));
      },
      isBack,
      () => void setPin(comment, isPinned, isBack),
    );

  return {
    list,
    detail,
    conflict,
    isBusy,
    steer: async (wanted) => {
      const thread = detail.value.value?.thread;
      if (thread) await set(thread, wanted, false);
    },
    pin: (comment, isPinned) => setPin(comment, isPinned, false),
    open: async ({ thread, site, q, state, order }) => {
      conflict.value = null;
      const query = Object.fromEntries(
        Object.entries({ site, q, state, order }).filter(([, value]) => value !== null),
      );
      const isShown = list.status.value === 'ready' && list.isOf(query) && thread !== null;
      const isOther = thread !== null && detail.value.value?.thread.id !== thread;
      await Promise.all([
        isOther ? detail.show(thread) : detail.refresh(),
        isShown ? Promise.resolve() : list.show(query),
      ]);
    },
  };
}

function seenOf({ state, own }: ModeratedThread): Required<Steering> {
  return { state, ...own };
}

/** The thread once that has been set. */
function asSet(thread: ModeratedThread, wanted: Steering): ModeratedThread {
  const { state, ...own } = { ...seenOf(thread), ...wanted };
  return { ...thread, state, own };
}

/** What was before of what is wanted. */
function partOf(seen: Required<Steering>, wanted: Steering): Steering {
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, seen[name as keyof Steering]]));
}

function isDetail(value: unknown): value is ThreadDetail {
  return typeof value === 'object' && value !== null && 'thread' in value && 'latest' in value;
}
