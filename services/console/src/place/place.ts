/**
 * The address of everything the console can show, kept in the hash so that it can be shared:
 * `#/queue/held/<item>?site=demo&reason=links&author=<id>&age=day&sort=oldest`, `#/issues/<group>?state=new`,
 * `#/log/<item>?actor=<id>`, `#/statistics?days=30`, `#/threads/<thread>?q=ferry`, `#/people/<author>?q=ali`,
 * `#/settings?site=demo`.
 */
import type { IssueState } from '@parley/contracts/objects';
import { AGES, LANES, ownSort, type QueuePlace, SORTS, wholeLane } from './queue-place.ts';

export type IssuesPlace = {
  view: 'issues';
  group: string | null;
  state: IssueState | null;
  site: string | null;
};
/** To what the log is narrowed. Days as `2026-06-01`, where the moderator is. */
export type LogFilter = {
  actor: string | null;
  kind: string | null;
  author: string | null;
  thread: string | null;
  comment: string | null;
  text: string | null;
  from: string | null;
  until: string | null;
};
export type LogPlace = { view: 'log'; item: string | null; site: string | null } & LogFilter;
export type StatisticsDays = 7 | 30 | 90;
export type StatisticsPlace = { view: 'statistics'; days: StatisticsDays; site: string | null };
export type ThreadsPlace = {
  view: 'threads';
  thread: string | null;
  q: string | null;
  state: 'open' | 'closed' | null;
  order: 'active' | 'newest';
  site: string | null;
};
export type PeoplePlace = { view: 'people'; author: string | null; q: string | null; site: string | null };
export type SettingsPlace = { view: 'settings'; site: string | null };
export type Place =
  | QueuePlace
  | IssuesPlace
  | LogPlace
  | StatisticsPlace
  | ThreadsPlace
  | PeoplePlace
  | SettingsPlace;
type View = Place['view'];

export const FIRST_PLACE = wholeLane('open');
export const LOG_FILTERS = ['actor', 'kind', 'author', 'thread', 'comment', 'text', 'from', 'until'] as const;
export const STATISTICS_DAYS: readonly StatisticsDays[] = [7, 30, 90];

export const ISSUE_STATES: readonly IssueState[] = [
  'new',
  'triaged',
  'investigating',
  'fixed',
  'closed',
  'duplicate',
  'wontfix',
  'user-side',
];

type Address = { path: string[]; query: URLSearchParams; site: string | null };
type Written = { path: (string | null)[]; query?: Record<string, string | null> };
/** How a room's places are read from an address and written into one. `site` goes without saying. */
type Room<P extends Place> = {
  read: (address: Address) => P;
  write: (place: P) => Written;
  /** The field that says what stands in the detail pane; null in rooms of one pane. */
  opened: keyof P | null;
};

const ROOMS: { [V in View]: Room<Extract<Place, { view: V }>> } = {
  queue: {
    read: ({ path: [word, item], query, site }) => {
      const lane = LANES.find((one) => one === word);
      if (lane === undefined) return wholeLane('open', site);
      return {
        ...wholeLane(lane, site),
        item: item || null,
        reason: query.get('reason') || null,
        thread: query.get('thread') || null,
        author: query.get('author') || null,
        age: AGES.find((one) => one === query.get('age')) ?? null,
        sort: SORTS.find((one) => one === query.get('sort')) ?? ownSort(lane),
      };
    },
    write: ({ lane, item, reason, thread, author, age, sort }) => ({
      path: [lane, item],
      query: { reason, thread, author, age, sort: sort === ownSort(lane) ? null : sort },
    }),
    opened: 'item',
  },
  issues: {
    read: ({ path: [group], query, site }) => {
      const state = ISSUE_STATES.find((one) => one === query.get('state')) ?? null;
      return { view: 'issues', group: group || null, state, site };
    },
    write: ({ group, state }) => ({ path: [group], query: { state } }),
    opened: 'group',
  },
  log: {
    read: ({ path: [item], query, site }) => ({
      ...unfilteredLog(site),
      ...Object.fromEntries(LOG_FILTERS.map((name) => [name, query.get(name) || null])),
      item: item || null,
    }),
    write: ({ item, ...filter }) => ({
      path: [item],
      query: Object.fromEntries(LOG_FILTERS.map((name) => [name, filter[name]])),
    }),
    opened: 'item',
  },
  statistics: {
    read: ({ query, site }) => {
      const days = STATISTICS_DAYS.find((one) => String(one) === query.get('days')) ?? 7;
      return { view: 'statistics', days, site };
    },
    write: ({ days }) => ({ path: [], query: { days: days === 7 ? null : String(days) } }),
    opened: null,
  },
  threads: {
    read: ({ path: [thread], query, site }) => {
      const state = (['open', 'closed'] as const).find((one) => one === query.get('state')) ?? null;
      const order = query.get('order') === 'newest' ? 'newest' : 'active';
      return { view: 'threads', thread: thread || null, q: query.get('q') || null, state, order, site };
    },
    write: ({ thread, q, state, order }) => ({
      path: [thread],
      query: { q, state, order: order === 'newest' ? order : null },
    }),
    opened: 'thread',
  },
  people: {
    read: ({ path: [author], query, site }) => ({
      view: 'people',
      author: author || null,
      q: query.get('q') || null,
      site,
    }),
    write: ({ author, q }) => ({ path: [author], query: { q } }),
    opened: 'author',
  },
  settings: {
    read: ({ site }) => ({ view: 'settings', site }),
    write: () => ({ path: [] }),
    opened: null,
  },
};

export function threadsPlace(site: string | null, thread: string | null = null): ThreadsPlace {
  return { view: 'threads', thread, q: null, state: null, order: 'active', site };
}

export function peoplePlace(site: string | null, author: string | null = null): PeoplePlace {
  return { view: 'people', author, q: null, site };
}

/** The whole log of a site, or of all. */
export function unfilteredLog(site: string | null): LogPlace {
  const nothing = { actor: null, kind: null, author: null, thread: null, comment: null };
  return { view: 'log', item: null, site, ...nothing, text: null, from: null, until: null };
}

export function isNarrowed(filter: LogFilter): boolean {
  return LOG_FILTERS.some((name) => filter[name] !== null);
}

/** Any hash gives a place: what cannot be read falls back to the open queue, or to no filter. */
export function parsePlace(hash: string): Place {
  const [text = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view = '', ...path] = text.split('/').map(decodePart);
  const query = new URLSearchParams(search);
  const room = Object.hasOwn(ROOMS, view) ? ROOMS[view as View] : null;
  return room?.read({ path, query, site: query.get('site') }) ?? FIRST_PLACE;
}

/** The hash of a place, without what goes without saying. */
export function formatPlace(place: Place): string {
  const { path, query = {} } = roomOf(place).write(place);
  const parameters = new URLSearchParams(place.site ? { site: place.site } : {});
  for (const [name, value] of Object.entries(query)) if (value) parameters.set(name, value);
  const text = [place.view, ...path].filter((part) => part !== null).map((part) => encodeURIComponent(part));
  return `#/${text.join('/')}${parameters.size === 0 ? '' : `?${parameters}`}`;
}

/** What stands in the detail pane, if anything. */
export function openedId(place: Place): string | null {
  const { opened } = roomOf(place);
  return opened === null ? null : (place[opened] as string | null);
}

/** The review item that a place has open, if it is one that shows them. */
export function openedItemId(place: Place): string | null {
  return place.view === 'queue' || place.view === 'log' ? place.item : null;
}

/** The same list with another entry (or none) opened. */
export function withOpened(place: Place, id: string | null): Place {
  const { opened } = roomOf(place);
  return opened === null ? place : ({ ...place, [opened]: id } as Place);
}

/** Whether two places show the same list, whatever is opened beside it. */
export function isSameList(one: Place, other: Place): boolean {
  return formatPlace(withOpened(one, null)) === formatPlace(withOpened(other, null));
}

/** The room knows its own places only, which the compiler cannot follow from the view. */
function roomOf(place: Place): Room<Place> {
  return ROOMS[place.view] as unknown as Room<Place>;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
