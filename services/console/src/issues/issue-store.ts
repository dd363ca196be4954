/** Issue groups: the list, the one that is opened, and how many are new. */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { IssueGroup, IssueGroupDetail } from '@parley/contracts/objects';
import { batch, type Signal, signal } from '@preact/signals';
import type { LoadStatus } from '../load/load-status.ts';
import {
  appendGroups,
  applyGroup,
  emptyIssues,
  type IssueListState,
  type IssueView,
  isOlder,
  letGroupsIn,
  replaceGroups,
} from './issue-state.ts';

export type GroupEntry =
  | { status: 'loading' }
  /** `detail` is null until it is loaded: the list knows less. */
  | { status: 'ready'; group: IssueGroup; detail: IssueGroupDetail | null }
  | { status: 'failed'; error: ApiError };
export type IssueStore = {
  state: Signal<IssueListState>;
  status: Signal<LoadStatus>;
  problem: Signal<ApiError | null>;
  isLoadingMore: Signal<boolean>;
  opened: Signal<GroupEntry | null>;
  /** Groups whose reports come in faster than usual, the latest to begin first. */
  failing: Signal<IssueGroup[]>;
  /** Groups that nobody has triaged. `more` when there may be more than that. */
  news: Signal<{ count: number; more: boolean } | null>;
  show: (view: IssueView) => Promise<boolean>;
  reload: () => Promise<boolean>;
  /** Looks whether anything was missed, without moving what is seen. */
  catchUp: () => Promise<void>;
  more: () => Promise<void>;
  open: (id: string | null) => Promise<void>;
  take: (group: IssueGroup) => void;
  /** The answer to an act, which shows a group whole. */
  takeDetail: (detail: IssueGroupDetail) => void;
  letIn: () => void;
  refreshNews: () => Promise<void>;
  close: () => void;
};

/** Many readers report the same fault at once; the number beside the word need not follow each. */
const NEWS_AFTER_MS = 2_000;
/** The same of the figures beside a group that is open. */
const DETAIL_AFTER_MS = 1_000;

export function createIssueStore(deps: { api: Pick<ApiClient, 'listIssues' | 'getIssueGroup'> }): IssueStore {
  const state = signal(emptyIssues({ state: null, site: null }));
  const status = signal<LoadStatus>('loading');
  const problem = signal<ApiError | null>(null);
  const isLoadingMore = signal(false);
  const opened = signal<GroupEntry | null>(null);
  const failing = signal<IssueGroup[]>([]);
  const news = signal<{ count: number; more: boolean } | null>(null);
  let turn = 0;
  let hasLoaded = false;
  let openedId: string | null = null;
  let newsTimer: ReturnType<typeof setTimeout> | null = null;
  let detailTimer: ReturnType<typeof setTimeout> | null = null;

  const reload = async () => {
    turn += 1;
    const mine = turn;
    status.value = 'loading';
    try {
      const slice = await deps.api.listIssues(queryOf(state.value.view));
      if (mine !== turn) return false;
      batch(() => {
        state.value = replaceGroups(state.value, slice);
        status.value = 'ready';
        problem.value = null;
      });
      hasLoaded = true;
      return true;
    } catch (error) {
      if (mine !== turn) return false;
      problem.value = asApiError(error);
      status.value = 'failed';
      return false;
    }
  };

  const refreshNews = async () => {
    try {
      const [untouched, latest] = await Promise.all([
        deps.api.listIssues({ state: 'new', samples: 0 }),
        deps.api.listIssues({ samples: 0 }),
      ]);
      news.value = { count: untouched.groups.length, more: untouched.next !== null };
      failing.value = latest.groups.filter(({ spikingSince }) => spikingSince !== null).sort(latestFirst);
    } catch (error) {
      // The number is a hint; the list itself tells what is wrong.
      asApiError(error);
    }
  };

  /** The group that is open, whole; answers what went wrong. */
  const loadDetail = async (id: string): Promise<ApiError | null> => {
    try {
      const detail = await deps.api.getIssueGroup(id);
      const entry = opened.value;
      const isNews = entry?.status !== 'ready' || !isOlder(detail, entry.group);
      if (openedId === id && isNews) opened.value = { status: 'ready', group: detail, detail };
      return null;
    } catch (error) {
      return asApiError(error);
    }
  };

  return {
    state,
    status,
    problem,
    isLoadingMore,
    opened,
    failing,
    news,
    show: async (view) => {
      const { view: shown } = state.value;
      if (hasLoaded && view.state === shown.state && view.site === shown.site) return false;
      state.value = emptyIssues(view);
      return reload();
    },
    reload,
    catchUp: async () => {
      void refreshNews();
      if (status.value !== 'ready') return;
      try {
        const { groups } = await deps.api.listIssues(queryOf(state.value.view));
        state.value = groups.reduce(applyGroup, state.value);
      } catch (error) {
        asApiError(error);
      }
    },
    more: async () => {
      const { next, view } = state.value;
      if (next === null || isLoadingMore.value) return;
      const mine = turn;
      isLoadingMore.value = true;
      try {
        const slice = await deps.api.listIssues({ ...queryOf(view), after: next });
        if (mine === turn) state.value = appendGroups(state.value, slice);
      } catch (error) {
        problem.value = asApiError(error);
      } finally {
        isLoadingMore.value = false;
      }
    },
    open: async (id) => {
      openedId = id;
      const known = id === null ? undefined : state.value.groups.find((group) => group.id === id);
      opened.value =
        id === null ? null : known ? { status: 'ready', group: known, detail: null } : { status: 'loading' };
      if (id === null) return;
      const failed = await loadDetail(id);
      if (failed && openedId === id && !known) opened.value = { status: 'failed', error: failed };
    },
    take: (group) => {
      state.value = applyGroup(state.value, group);
      failing.value = withGroup(failing.value, group);
      const entry = opened.value;
      if (entry?.status === 'ready' && entry.group.id === group.id && !isOlder(group, entry.group)) {
        opened.value = { ...entry, group };
        detailTimer ??= setTimeout(() => {
          detailTimer = null;
          if (openedId !== null) void loadDetail(openedId);
        }, DETAIL_AFTER_MS);
      }
      newsTimer ??= setTimeout(() => {
        newsTimer = null;
        void refreshNews();
      }, NEWS_AFTER_MS);
    },
    takeDetail: (detail) => {
      state.value = applyGroup(state.value, detail);
      if (openedId === detail.id) opened.value = { status: 'ready', group: detail, detail };
    },
    letIn: () => {
      state.value = letGroupsIn(state.value);
    },
    refreshNews,
    close: () => {
      turn += 1;
      if (newsTimer) clearTimeout(newsTimer);
      if (detailTimer) clearTimeout(detailTimer);
    },
  };
}

function withGroup(failing: IssueGroup[], group: IssueGroup): IssueGroup[] {
  const others = failing.filter(({ id }) => id !== group.id);
  const isFailing = group.spikingSince !== null && group.mergedInto === null;
  return isFailing ? [group, ...others].sort(latestFirst) : others;
}

function latestFirst(a: IssueGroup, b: IssueGroup): number {
  return (b.spikingSince ?? '').localeCompare(a.spikingSince ?? '');
}

/** The reports themselves come with the group that is opened. */
function queryOf({ state, site }: IssueView) {
  return { samples: 0, ...(state ? { state } : {}), ...(site ? { site } : {}) };
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}
