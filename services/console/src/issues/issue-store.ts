/** Issue groups: the list, the one that is opened, and how many are new. */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { IssueGroup } from '@parley/contracts/objects';
import { batch, type Signal, signal } from '@preact/signals';
import type { LoadStatus } from '../load/load-status.ts';
import {
  appendGroups,
  applyGroup,
  emptyIssues,
  type IssueListState,
  type IssueView,
  letGroupsIn,
  replaceGroups,
} from './issue-state.ts';

export type GroupEntry =
  | { status: 'loading' }
  | { status: 'ready'; group: IssueGroup }
  | { status: 'failed'; error: ApiError };
export type IssueStore = {
  state: Signal<IssueListState>;
  status: Signal<LoadStatus>;
  problem: Signal<ApiError | null>;
  isLoadingMore: Signal<boolean>;
  opened: Signal<GroupEntry | null>;
  /** Groups that nobody has triaged. `more` when there may be more than that. */
  news: Signal<{ count: number; more: boolean } | null>;
  show: (view: IssueView) => Promise<boolean>;
  reload: () => Promise<boolean>;
  /** Looks whether anything was missed, without moving what is seen. */
  catchUp: () => Promise<void>;
  more: () => Promise<void>;
  open: (id: string | null) => Promise<void>;
  take: (group: IssueGroup) => void;
  letIn: () => void;
  refreshNews: () => Promise<void>;
  close: () => void;
};

/** Many readers report the same fault at once; the number beside the word need not follow each. */
const NEWS_AFTER_MS = 2_000;

export function createIssueStore(deps: { api: Pick<ApiClient, 'listIssues' | 'getIssueGroup'> }): IssueStore {
  const state = signal(emptyIssues({ state: null, site: null }));
  const status = signal<LoadStatus>('loading');
  const problem = signal<ApiError | null>(null);
  const isLoadingMore = signal(false);
  const opened = signal<GroupEntry | null>(null);
  const news = signal<{ count: number; more: boolean } | null>(null);
  let turn = 0;
  let hasLoaded = false;
  let openedId: string | null = null;
  let newsTimer: ReturnType<typeof setTimeout> | null = null;

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
      const { groups, next } = await deps.api.listIssues({ state: 'new' });
      news.value = { count: groups.length, more: next !== null };
    } catch (error) {
      // The number is a hint; the list itself tells what is wrong.
      asApiError(error);
    }
  };

  return {
    state,
    status,
    problem,
    isLoadingMore,
    opened,
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
      opened.value = id === null ? null : known ? { status: 'ready', group: known } : { status: 'loading' };
      if (id === null) return;
      try {
        const group = await deps.api.getIssueGroup(id);
        if (openedId === id) opened.value = { status: 'ready', group };
      } catch (error) {
        const failed = asApiError(error);
        if (openedId === id && !known) opened.value = { status: 'failed', error: failed };
      }
    },
    take: (group) => {
      state.value = applyGroup(state.value, group);
      const entry = opened.value;
      if (entry?.status === 'ready' && entry.group.id === group.id && group.version >= entry.group.version) {
        opened.value = { status: 'ready', group };
      }
      newsTimer ??= setTimeout(() => {
        newsTimer = null;
        void refreshNews();
      }, NEWS_AFTER_MS);
    },
    letIn: () => {
      state.value = letGroupsIn(state.value);
    },
    refreshNews,
    close: () => {
      turn += 1;
      if (newsTimer) clearTimeout(newsTimer);
    },
  };
}

function queryOf({ state, site }: IssueView) {
  return { ...(state ? { state } : {}), ...(site ? { site } : {}) };
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}
