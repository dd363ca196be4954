/**
 * The address of everything the console can show, kept in the hash so that it can be shared:
 * `#/queue/open/<item>?site=demo&reason=flag:abuse&sort=oldest`, `#/issues/<group>?state=new`, `#/log/<item>`.
 */
import type { IssueState, ReviewState } from '@parley/contracts/objects';

export type QueueSort = 'priority' | 'oldest';
export type QueuePlace = {
  view: 'queue';
  state: ReviewState;
  item: string | null;
  reason: string | null;
  sort: QueueSort;
  site: string | null;
};
export type IssuesPlace = {
  view: 'issues';
  group: string | null;
  state: IssueState | null;
  site: string | null;
};
export type LogPlace = { view: 'log'; item: string | null; site: string | null };
export type Place = QueuePlace | IssuesPlace | LogPlace;

export const FIRST_PLACE: QueuePlace = {
  view: 'queue',
  state: 'open',
  item: null,
  reason: null,
  sort: 'priority',
  site: null,
};

/** Readers of addresses see what the console calls the lists; the contract calls a decided item closed. */
const STATE_WORDS: Record<ReviewState, string> = { open: 'open', escalated: 'escalated', closed: 'decided' };
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

/** Any hash gives a place: what cannot be read falls back to the open queue, or to no filter. */
export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view, first, second] = path.split('/').map(decodePart);
  const parameters = new URLSearchParams(query);
  const site = parameters.get('site');
  if (view === 'issues') {
    const state = ISSUE_STATES.find((one) => one === parameters.get('state')) ?? null;
    return { view, group: first || null, state, site };
  }
  if (view === 'log') return { view, item: first || null, site };
  if (view !== 'queue') return FIRST_PLACE;
  const state = (Object.keys(STATE_WORDS) as ReviewState[]).find((one) => STATE_WORDS[one] === first);
  if (!state) return { ...FIRST_PLACE, site };
  const sort = parameters.get('sort') === 'oldest' ? 'oldest' : 'priority';
  return { view, state, item: second || null, reason: parameters.get('reason'), sort, site };
}

/** The hash of a place, without what goes without saying. */
export function formatPlace(place: Place): string {
  const parameters = new URLSearchParams();
  if (place.site) parameters.set('site', place.site);
  if (place.view === 'queue') {
    if (place.reason) parameters.set('reason', place.reason);
    if (place.sort === 'oldest') parameters.set('sort', place.sort);
  }
  if (place.view === 'issues' && place.state) parameters.set('state', place.state);
  const query = parameters.toString();
  return `#/${pathOf(place)}${query === '' ? '' : `?${query}`}`;
}

function pathOf(place: Place): string {
  const parts =
    place.view === 'queue'
      ? ['queue', STATE_WORDS[place.state], place.item]
      : [place.view, place.view === 'issues' ? place.group : place.item];
  return parts
    .filter((part) => part !== null)
    .map((part) => encodeURIComponent(part))
    .join('/');
}

/** What stands in the detail pane, if anything. */
export function openedId(place: Place): string | null {
  return place.view === 'issues' ? place.group : place.item;
}

/** The same list with another entry (or none) opened. */
export function withOpened(place: Place, id: string | null): Place {
  return place.view === 'issues' ? { ...place, group: id } : { ...place, item: id };
}

/** Whether two places show the same list, whatever is opened beside it. */
export function isSameList(one: Place, other: Place): boolean {
  return formatPlace(withOpened(one, null)) === formatPlace(withOpened(other, null));
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
