/** The list of threads, the one that is opened, and what moderators do to it. */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { UpdateThread } from '@parley/contracts/requests';
import type { ListThreads, ModeratedThread, ThreadDetail } from '@parley/contracts/room-objects';
import { type Signal, signal } from '@preact/signals';
import { createLook, type Look } from '../load/look.ts';
import { createSliceList, type SliceList } from '../load/slice-list.ts';
import type { ThreadsPlace } from '../place/place.ts';
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

type Calls = Pick<ApiClient, 'listThreads' | 'getThread' | 'updateThread' | 'pin'>;

export function createThreadRoom({ api, notices }: { api: Calls; notices: Notices }): ThreadRoom {
  const list: ThreadRoom['list'] = createSliceList(async (query, after) => {
    const { threads, next, searchedTo } = await api.listThreads(after ? { ...query, after } : query);
    return { entries: threads, next, extra: { searchedTo } };
  });
  const detail = createLook((id: string) => api.getThread(id));
  const conflict = signal<string | null>(null);
  const isBusy = signal(false);

  const takeIn = (found: ThreadDetail) => {
    detail.take(found);
    list.entries.value = list.entries.value.map((one) => (one.id === found.thread.id ? found.thread : one));
  };
  const refused = (error: unknown, again: () => void) => {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'conflict' && isDetail(error.current)) {
      takeIn(error.current);
      conflict.value = error.message;
      return;
    }
    const actions = error.isPassing ? [{ words: words.retry, command: null, run: again }] : [];
    notices.tell({ tone: 'failed', text: words.refused, details: [error.message], actions });
  };
  const doing = async (work: () => Promise<void>, again: () => void) => {
    if (isBusy.value) return;
    isBusy.value = true;
    conflict.value = null;
    try {
      await work();
    } catch (error) {
      refused(error, again);
    } finally {
      isBusy.value = false;
    }
  };

  const steer = (set: Steering): Promise<void> => {
    const thread = detail.value.value?.thread;
    if (!thread) return Promise.resolve();
    const seen = seenOf(thread);
    return doing(
      async () => {
        await api.updateThread(thread.id, { ...set, seen });
        const back = Object.fromEntries(Object.keys(set).map((name) => [name, seen[name as keyof Steering]]));
        notices.tell({
          tone: 'done',
          text: words.done(thread.title || words.untitled),
          actions: [{ words: words.undo, command: null, run: () => void steer(back) }],
        });
        takeIn(await api.getThread(thread.id));
      },
      () => void steer(set),
    );
  };
  const pin = (comment: string, isPinned: boolean): Promise<void> =>
    doing(
      async () => {
        const { thread } = await api.pin(comment, isPinned);
        notices.tell({ tone: 'done', text: isPinned ? words.donePinned : words.doneUnpinned });
        takeIn(await api.getThread(thread));
      },
      () => void pin(comment, isPinned),
    );

  return {
    list,
    detail,
    conflict,
    isBusy,
    steer,
    pin,
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

function isDetail(value: unknown): value is ThreadDetail {
  return typeof value === 'object' && value !== null && 'thread' in value && 'latest' in value;
}
