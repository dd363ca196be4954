/** The moderation log, newest first, and what goes with it: who works here, and where each site's log ends. */
import type { Act } from '@parley/contracts/act-objects';
import type { ApiClient } from '@parley/contracts/client/api-client';
import type { ListLog, LogChains, LoggedEvent, Staff } from '@parley/contracts/log-objects';
import { type Signal, signal } from '@preact/signals';
import { createLook, type Look } from '../load/look.ts';
import { createSliceList, type SliceList } from '../load/slice-list.ts';
import { type LogPlace, withOpened } from '../place/place.ts';

export type LogEntry = LoggedEvent | Act;
/** `searchedTo`: how far back a search looked that stopped before it had found a slice full. */
export type LogList = SliceList<ListLog, LogEntry, { searchedTo: string | null }>;
export type LogStore = LogList & {
  /** The entry that is selected: several may speak of the same item. */
  selected: Signal<string | null>;
  staff: Look<null, Staff>;
  chains: Look<string | null, LogChains>;
  /** Loads what a place asks for, unless it is what is shown. */
  open: (place: LogPlace) => Promise<void>;
};

export function isEvent(entry: LogEntry): entry is LoggedEvent {
  return 'item' in entry;
}

export function createLogStore({
  api,
}: {
  api: Pick<ApiClient, 'listLog' | 'listStaff' | 'listChains'>;
}): LogStore {
  const list: LogList = createSliceList(async (query, after) => {
    const { events, acts, next, searchedTo } = await api.listLog(after ? { ...query, after } : query);
    const entries = [...events, ...acts].sort((a, b) => b.at.localeCompare(a.at) || (a.id < b.id ? 1 : -1));
    return { entries, next, extra: { searchedTo: searchedTo ?? null } };
  });
  const staff = createLook((_: null) => api.listStaff());
  const chains = createLook((site: string | null) => api.listChains(site ? { site } : {}));
  const selected = signal<string | null>(null);
  let opened = '';
  return {
    ...list,
    selected,
    staff,
    chains,
    open: async (place) => {
      const wanted = JSON.stringify(withOpened(place, null));
      if (wanted === opened && place.item !== null && list.status.value === 'ready') return;
      if (wanted !== opened) selected.value = null;
      opened = wanted;
      void chains.show(place.site);
      if (staff.value.value === null) void staff.show(null);
      await list.show(queryOf(place));
    },
  };
}

function queryOf({ site, actor, kind, author, thread, comment, text, from, until }: LogPlace): ListLog {
  const wanted = {
    site,
    actor,
    kind,
    author,
    thread,
    item: comment,
    text,
    from: from && startOfDay(from, 0),
    until: until && startOfDay(until, 1),
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null));
}

/** The moment at which a day begins where the moderator is, or so many days later. */
function startOfDay(day: string, later: number): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
