/** The queue's list: loads slices, takes live messages in, keeps the counts true. */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { ReviewItem } from '@parley/contracts/objects';
import { batch, type Signal, signal } from '@preact/signals';
import type { LoadStatus } from '../load/load-status.ts';
import type { ListProbe } from './list-probe.ts';
import {
  appendSlice,
  applyItem,
  bringIn,
  catchUp,
  emptyQueue,
  letIn,
  type QueueState,
  replaceSlice,
  sweepLeaving,
} from './queue-state.ts';
import { datedView, isSameView, type QueueView, queryOf } from './queue-view.ts';

export type QueueStore = {
  state: Signal<QueueState>;
  status: Signal<LoadStatus>;
  /** False until the service has said how many items there are. */
  hasCounts: Signal<boolean>;
  problem: Signal<ApiError | null>;
  isLoadingMore: Signal<boolean>;
  /** Loads the list of a view unless it is the one shown. True when it was loaded. */
  show: (view: QueueView) => Promise<boolean>;
  reload: () => Promise<boolean>;
  /** Looks whether anything was missed, without moving what is seen. */
  catchUp: () => Promise<void>;
  more: () => Promise<void>;
  take: (item: ReviewItem) => void;
  /** Puts an item that the moderator asked for in its place at once. */
  bringIn: (item: ReviewItem) => void;
  letIn: () => void;
  /** Asks for the counts, a moment later and once for many changes. */
  refreshCounts: () => void;
  close: () => void;
};

/** A busy queue changes many times a second; its counts need not. */
const COUNTS_AFTER_MS = 1_000;
/** How long a row says who decided it before it goes. */
const LEAVING_SHOWN_MS = 6_000;
/** Live messages kept while a slice is loading. */
const EARLY_MAX = 500;

export function createQueueStore(deps: {
  api: Pick<ApiClient, 'listQueue'>;
  probe: ListProbe;
  /** The item in the detail pane. */
  opened: () => string | null;
  view: QueueView;
}): QueueStore {
  const state = signal(emptyQueue(deps.view));
  const status = signal<LoadStatus>('loading');
  const problem = signal<ApiError | null>(null);
  const isLoadingMore = signal(false);
  const hasCounts = signal(false);
  let turn = 0;
  let hasLoaded = false;
  let early: ReviewItem[] = [];
  let countsTimer: ReturnType<typeof setTimeout> | null = null;
  let sweepTimer: ReturnType<typeof setTimeout> | null = null;

  const reload = async () => {
    turn += 1;
    const mine = turn;
    early = [];
    status.value = 'loading';
    try {
      const queue = await deps.api.listQueue(queryOf(state.value.view));
      if (mine !== turn) return false;
      batch(() => {
        state.value = early.reduce(
          (list, item) => applyItem(list, item, 0),
          replaceSlice(state.value, queue),
        );
        status.value = 'ready';
        problem.value = null;
        hasCounts.value = true;
      });
      hasLoaded = true;
      return true;
    } catch (error) {
      if (mine !== turn) return false;
      if (!(error instanceof ApiError)) throw error;
      batch(() => {
        status.value = 'failed';
        problem.value = error;
      });
      return false;
    }
  };

  const more = async () => {
    const { next, view } = state.value;
    if (next === null || isLoadingMore.value || status.value !== 'ready') return;
    const mine = turn;
    isLoadingMore.value = true;
    try {
      const queue = await deps.api.listQueue({ ...queryOf(view), after: next });
      if (mine === turn) state.value = appendSlice(state.value, queue);
      problem.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      problem.value = error;
    } finally {
      isLoadingMore.value = false;
    }
  };

  const refreshCounts = () => {
    countsTimer ??= setTimeout(async () => {
      countsTimer = null;
      const { site } = state.value.view;
      try {
        const { counts } = await deps.api.listQueue({ ...(site ? { site } : {}), limit: 1 });
        state.value = { ...state.value, counts };
        hasCounts.value = true;
      } catch (error) {
        // The counts stay as they were; whatever keeps them from us is told where it matters.
        if (!(error instanceof ApiError)) throw error;
      }
    }, COUNTS_AFTER_MS);
  };

  const sweepLater = () => {
    sweepTimer ??= setTimeout(() => {
      sweepTimer = null;
      if (!deps.probe.isPointedAt()) state.value = sweepLeaving(state.value, deps.opened());
      if (hasLeaving(state.value)) sweepLater();
    }, LEAVING_SHOWN_MS);
  };

  return {
    state,
    status,
    hasCounts,
    problem,
    isLoadingMore,
    show: async (view) => {
      if (hasLoaded && isSameView(view, state.value.view)) return false;
      const dated = datedView(view, Date.now());
      state.value = { ...emptyQueue(dated, state.value.counts), deciding: state.value.deciding };
      return reload();
    },
    reload,
    catchUp: async () => {
      if (status.value === 'failed') {
        await reload();
        return;
      }
      const mine = turn;
      try {
        const queue = await deps.api.listQueue(queryOf(state.value.view));
        if (mine !== turn || status.value !== 'ready') return;
        state.value = catchUp(state.value, queue, deps.probe.seenRows());
        if (hasLeaving(state.value)) sweepLater();
      } catch (error) {
        // The next connect, or the next thing the moderator does, tells.
        if (!(error instanceof ApiError)) throw error;
      }
    },
    more,
    take: (item) => {
      if (status.value === 'loading') early = [...early, item].slice(-EARLY_MAX);
      const before = state.value;
      state.value = applyItem(before, item, deps.probe.seenRows());
      if (hasLeaving(state.value)) sweepLater();
      if (!isClaimOnly(before, item)) refreshCounts();
    },
    bringIn: (item) => {
      state.value = bringIn(state.value, item);
      if (hasLeaving(state.value)) sweepLater();
    },
    letIn: () => {
      state.value = letIn(state.value);
    },
    refreshCounts,
    close: () => {
      turn += 1;
      if (countsTimer) clearTimeout(countsTimer);
      if (sweepTimer) clearTimeout(sweepTimer);
    },
  };
}

function hasLeaving(state: QueueState): boolean {
  return state.rows.some((row) => row.leaving !== null);
}

/** Claims come often and change no count. */
function isClaimOnly(state: QueueState, item: ReviewItem): boolean {
  return state.rows.some((row) => row.item.id === item.id && row.item.version === item.version);
}
