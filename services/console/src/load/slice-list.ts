/** A list that is read slice by slice. It is shown as it was found: it does not move while it is read. */
import { ApiError } from '@parley/contracts/client/api-client';
import { batch, type Signal, signal } from '@preact/signals';
import type { LoadStatus } from './load-status.ts';

export type Slice<Entry, Extra> = { entries: Entry[]; next: string | null; extra: Extra };
export type SliceList<Query, Entry, Extra = null> = {
  entries: Signal<Entry[]>;
  next: Signal<string | null>;
  /** What the last slice said besides. */
  extra: Signal<Extra | null>;
  status: Signal<LoadStatus>;
  problem: Signal<ApiError | null>;
  isLoadingMore: Signal<boolean>;
  /** Loads the first slice of a query; entries of another are not shown meanwhile. */
  show: (query: Query) => Promise<void>;
  more: () => Promise<void>;
  /** Whether what is shown was asked for by this query. */
  isOf: (query: Query) => boolean;
};

export function createSliceList<Query, Entry, Extra = null>(
  list: (query: Query, after: string | null) => Promise<Slice<Entry, Extra>>,
): SliceList<Query, Entry, Extra> {
  const entries = signal<Entry[]>([]);
  const next = signal<string | null>(null);
  const extra = signal<Extra | null>(null);
  const status = signal<LoadStatus>('loading');
  const problem = signal<ApiError | null>(null);
  const isLoadingMore = signal(false);
  let shown: Query | null = null;
  let turn = 0;

  const load = async (query: Query, after: string | null) => {
    turn += 1;
    const mine = turn;
    try {
      const slice = await list(query, after);
      if (mine !== turn) return;
      batch(() => {
        entries.value = after === null ? slice.entries : [...entries.value, ...slice.entries];
        next.value = slice.next;
        extra.value = slice.extra;
        problem.value = null;
        status.value = 'ready';
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine !== turn) return;
      batch(() => {
        problem.value = error;
        if (after === null) status.value = 'failed';
      });
    }
  };

  return {
    entries,
    next,
    extra,
    status,
    problem,
    isLoadingMore,
    show: async (query) => {
      const isSame = JSON.stringify(query) === JSON.stringify(shown);
      batch(() => {
        if (!isSame) entries.value = [];
        next.value = isSame ? next.value : null;
        status.value = 'loading';
      });
      shown = query;
      await load(query, null);
    },
    isOf: (query) => JSON.stringify(query) === JSON.stringify(shown),
    more: async () => {
      if (shown === null || next.value === null || isLoadingMore.value) return;
      isLoadingMore.value = true;
      await load(shown, next.value);
      isLoadingMore.value = false;
    },
  };
}
