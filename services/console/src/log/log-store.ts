/** The moderation log, newest first, slice by slice. It is a record: it does not move while it is read. */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { ReviewEvent } from '@parley/contracts/objects';
import { type Signal, signal } from '@preact/signals';
import type { LoadStatus } from '../load/load-status.ts';

export type LogStore = {
  events: Signal<ReviewEvent[]>;
  next: Signal<string | null>;
  status: Signal<LoadStatus>;
  problem: Signal<ApiError | null>;
  isLoadingMore: Signal<boolean>;
  /** The entry that is selected: several may speak of the same item. */
  selected: Signal<string | null>;
  /** Loads the newest entries of a site, or of all. */
  show: (site: string | null) => Promise<void>;
  more: () => Promise<void>;
};

export function createLogStore(deps: { api: Pick<ApiClient, 'listLog'> }): LogStore {
  const events = signal<ReviewEvent[]>([]);
  const next = signal<string | null>(null);
  const status = signal<LoadStatus>('loading');
  const problem = signal<ApiError | null>(null);
  const isLoadingMore = signal(false);
  const selected = signal<string | null>(null);
  let shownSite: string | null = null;
  let turn = 0;

  const load = async (after: string | null) => {
    turn += 1;
    const mine = turn;
    try {
      const slice = await deps.api.listLog({
        ...(shownSite ? { site: shownSite } : {}),
        ...(after ? { after } : {}),
      });
      if (mine !== turn) return;
      events.value = after ? [...events.value, ...slice.events] : slice.events;
      next.value = slice.next;
      problem.value = null;
      status.value = 'ready';
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine !== turn) return;
      problem.value = error;
      if (!after) status.value = 'failed';
    }
  };

  return {
    events,
    next,
    status,
    problem,
    isLoadingMore,
    selected,
    show: async (site) => {
      if (site !== shownSite) events.value = [];
      shownSite = site;
      status.value = 'loading';
      await load(null);
    },
    more: async () => {
      if (next.value === null || isLoadingMore.value) return;
      isLoadingMore.value = true;
      await load(next.value);
      isLoadingMore.value = false;
    },
  };
}
