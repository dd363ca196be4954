import type { IssueTriage } from '@parley/contracts/objects';
import type { IssueAct, IssueEventRecord, IssueGroupRecord } from '../ports/issue-records.ts';
import type { Actor } from '../ports/records.ts';

/** What moderators have made of a group that nobody has touched. */
export const UNTOUCHED: IssueTriage = {
  state: 'new',
  assignee: null,
  fixedIn: null,
  publicNote: null,
  mergedInto: null,
};

/** Who acts where nobody does. */
export const SYSTEM_ACTOR: Actor = { id: 'triage', name: 'Parley', kind: 'system' };

type Projection = IssueTriage & Pick<IssueGroupRecord, 'version' | 'last'>;

/** How a group begins, with its first report. */
export const BEGUN: Projection = { ...UNTOUCHED, version: 1, last: null };

/**
 * Numbers an act and says what it found and left. Called by stores in the same breath as the write, because a use
 * case cannot know what happened since it looked.
 */
export function completeIssueEvent(group: Projection, { set, ...act }: IssueAct): IssueEventRecord {
  const before = triageOf(group);
  return { ...act, version: group.version + 1, before, after: { ...before, ...set } };
}

/** The group after the event that follows it. */
export function foldIssueEvent<Group extends Projection>(group: Group, event: IssueEventRecord): Group {
  const { version, kind, at, actor, after } = event;
  return { ...group, ...after, version, last: { by: actor.name, kind, at } };
}

/** What all of a group's events, oldest first, come to. */
export function foldIssue(events: IssueEventRecord[]): Projection {
  return events.reduce<Projection>(foldIssueEvent, BEGUN);
}

/** The fields that an event changed. */
export function changedFields({ before, after }: Pick<IssueEventRecord, 'before' | 'after'>) {
  const names = Object.keys(before) as (keyof IssueTriage)[];
  return names.filter((name) => !isSame(before[name], after[name]));
}

/** Whether two values of a triage are the same; a person by who they are, not by how they are called. */
export function isSame(one: IssueTriage[keyof IssueTriage], other: IssueTriage[keyof IssueTriage]): boolean {
  if (typeof one === 'object' && typeof other === 'object') return one?.id === other?.id;
  return one === other;
}

function triageOf({ state, assignee, fixedIn, publicNote, mergedInto }: IssueTriage): IssueTriage {
  return { state, assignee, fixedIn, publicNote, mergedInto };
}
