/** What the list of issue groups shows, as a value and pure functions on it. Nothing in it moves by itself. */
import type { IssueGroup, IssueGroups } from '@parley/contracts/objects';
import type { IssuesPlace } from '../place/place.ts';

export type IssueView = Pick<IssuesPlace, 'state' | 'site'>;
export type IssueListState = {
  view: IssueView;
  groups: IssueGroup[];
  /** New groups, behind a pill until they are asked for. */
  waiting: IssueGroup[];
  next: string | null;
};

export function emptyIssues(view: IssueView): IssueListState {
  return { view, groups: [], waiting: [], next: null };
}

export function replaceGroups(state: IssueListState, slice: IssueGroups): IssueListState {
  return { ...state, groups: slice.groups, waiting: [], next: slice.next };
}

export function appendGroups(state: IssueListState, slice: IssueGroups): IssueListState {
  const known = new Set(state.groups.map((group) => group.id));
  const added = slice.groups.filter((group) => !known.has(group.id));
  return { ...state, groups: [...state.groups, ...added], next: slice.next };
}

/**
 * A live message or an answer about a group. A known one changes in its place, even if it no longer has the
 * state that is filtered by: it would vanish from under the hand that has just changed it.
 */
export function applyGroup(state: IssueListState, group: IssueGroup): IssueListState {
  if (group.mergedInto !== null) return withoutGroup(state, group.id);
  const place = state.groups.findIndex((one) => one.id === group.id);
  const known = state.groups[place];
  if (known) return isOlder(group, known) ? state : { ...state, groups: state.groups.with(place, group) };
  const waiting = state.waiting.filter((one) => one.id !== group.id);
  const { view } = state;
  const belongs =
    (view.state === null || view.state === group.state) && (view.site === null || view.site === group.site);
  // An empty list has nothing that could move under the hand.
  if (belongs && state.groups.length === 0) return { ...state, groups: [group], waiting };
  return { ...state, waiting: belongs ? [group, ...waiting] : waiting };
}

/** Last seen first, as the service lists them. */
export function letGroupsIn(state: IssueListState): IssueListState {
  const groups = [...state.waiting, ...state.groups].sort((a, b) => b.lastSeen.localeCompare(a.lastSeen));
  return { ...state, groups, waiting: [] };
}

/** Reports add to the tally and leave the version; triage changes the version. */
export function isOlder(group: IssueGroup, known: IssueGroup): boolean {
  return group.version < known.version || (group.version === known.version && group.tally < known.tally);
}

/** What is merged into another is shown there. */
function withoutGroup(state: IssueListState, id: string): IssueListState {
  const isOther = (group: IssueGroup) => group.id !== id;
  return { ...state, groups: state.groups.filter(isOther), waiting: state.waiting.filter(isOther) };
}

/** Tells a group from anything else a problem document may carry. */
export function isIssueGroup(value: unknown): value is IssueGroup {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    'samples' in value &&
    Array.isArray(value.samples)
  );
}
