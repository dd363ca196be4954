/** The evidence about items: loaded when one is opened, fetched ahead for the next, kept for a while. */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { ReviewItem, ReviewItemDetail } from '@parley/contracts/objects';
import { type ReadonlySignal, signal } from '@preact/signals';
import { changeSince, type ItemChange } from './item-change.ts';

export type DetailEntry =
  | { status: 'loading' }
  | { status: 'failed'; error: ApiError }
  | {
      status: 'ready';
      detail: ReviewItemDetail;
      /** What changed since the moderator opened it. */
      change: ItemChange | null;
    };
export type ItemDetails = {
  entries: ReadonlySignal<Readonly<Record<string, DetailEntry>>>;
  /** Loads an item unless it is here. A failed one is tried again. */
  show: (id: string) => void;
  /** The item as a live message or an answer has it; what is on the screen follows. */
  take: (item: ReviewItem, opened: string | null) => void;
  reload: (id: string) => Promise<void>;
  /** Live messages may have been missed: only what is on the screen is kept, and loaded anew. */
  refresh: (opened: string | null) => void;
  forget: (id: string) => void;
};

/** The opened one, the one fetched ahead, and some to go back to. */
const KEPT_MAX = 12;

export function createItemDetails(deps: { api: Pick<ApiClient, 'getItem'> }): ItemDetails {
  const entries = signal<Record<string, DetailEntry>>({});
  const loading = new Map<string, Promise<void>>();

  const put = (id: string, entry: DetailEntry) => {
    const { [id]: _, ...others } = entries.value;
    const kept = Object.entries(others).slice(1 - KEPT_MAX);
    entries.value = { ...Object.fromEntries(kept), [id]: entry };
  };
  const forget = (id: string) => {
    const { [id]: _, ...others } = entries.value;
    entries.value = others;
  };

  const load = async (id: string) => {
    try {
      const detail = await deps.api.getItem(id);
      const before = entries.value[id];
      const change =
        before?.status === 'ready' ? (changeSince(before.detail, detail) ?? before.change) : null;
      put(id, { status: 'ready', detail, change });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // What is on the screen is worth more than the news that it could not be refreshed.
      if (entries.value[id]?.status !== 'ready') put(id, { status: 'failed', error });
    } finally {
      loading.delete(id);
    }
  };
  const reload = (id: string) => {
    const running = loading.get(id) ?? load(id);
    loading.set(id, running);
    return running;
  };

  return {
    entries,
    show: (id) => {
      const entry = entries.value[id];
      if (entry && entry.status !== 'failed') return;
      put(id, { status: 'loading' });
      void reload(id);
    },
    take: (item, opened) => {
      const entry = entries.value[item.id];
      if (entry?.status !== 'ready' || item.version < entry.detail.item.version) return;
      if (item.version === entry.detail.item.version) {
        entries.value = {
          ...entries.value,
          [item.id]: {
            ...entry,
            detail: { ...entry.detail, item: { ...entry.detail.item, claim: item.claim } },
          },
        };
      } else if (item.id === opened) void reload(item.id);
      else forget(item.id);
    },
    reload,
    refresh: (opened) => {
      const entry = opened === null ? undefined : entries.value[opened];
      entries.value = opened !== null && entry ? { [opened]: entry } : {};
      if (opened !== null) void reload(opened);
    },
    forget,
  };
}
