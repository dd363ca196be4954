import {
  ISSUE_EVENTS_SHOWN,
  ISSUE_FACTS_MAX,
  ISSUE_MERGED_MAX,
  ISSUE_SAMPLES_MAX,
} from '@parley/contracts/limits';
import type { IssueGroupDetail } from '@parley/contracts/objects';
import type { Actor, ModeratorActor } from '../access/actor.ts';
import { assertModerator } from '../access/policy.ts';
import { iso } from '../comments/present-comment.ts';
import { mayUndo } from '../moderation/undo-rules.ts';
import type { IssueGroupRecord } from '../ports/issue-records.ts';
import type { Store } from '../ports/store.ts';
import { findGroup, type IssueDeps } from './act-on-group.ts';
import { NEXT_STATES } from './issue-states.ts';
import { presentGroup, presentIssueEvent } from './present-group.ts';
import { summarizeReports } from './summarize-reports.ts';
import { isUndoable, obstacleTo } from './undoable-acts.ts';

const ANSWERS_SHOWN = 50;

/** A group with what its reports come to, its log, and what this moderator may do with it. */
export async function readIssueGroup(
  deps: IssueDeps,
  actor: Actor | null,
  id: string,
): Promise<IssueGroupDetail> {
  assertModerator(actor);
  return presentDetail(deps, actor, await findGroup(deps, actor, id));
}

export async function presentDetail(
  deps: Pick<IssueDeps, 'store' | 'clock' | 'hasMail'>,
  actor: ModeratorActor,
  group: IssueGroupRecord,
): Promise<IssueGroupDetail> {
  const { issues } = deps.store;
  const [samples, events, facts, merged, assignable, answers] = await Promise.all([
    issues.samples(group.id, ISSUE_SAMPLES_MAX),
    issues.events(group.id, ISSUE_EVENTS_SHOWN),
    issues.facts(group.id, ISSUE_FACTS_MAX),
    issues.listMerged(group.id, ISSUE_MERGED_MAX),
    assignableFor(deps.store, group.site),
    deps.store.outbox.listFor(group.id, ANSWERS_SHOWN),
  ]);
  const oldestFirst = events.toReversed();
  const mayTakeBack = (event: (typeof events)[number]) =>
    isUndoable(event) && mayUndo(actor, event) && obstacleTo(event, oldestFirst) === null;
  return {
    ...presentGroup(group, samples),
    summary: summarizeReports(facts, deps.clock.now()),
    events: events.map(presentIssueEvent),
    undoable: events.filter(mayTakeBack).map((event) => event.id),
    mayBecome: [...NEXT_STATES[group.state]],
    assignable,
    hasMail: deps.hasMail,
    answers: answers.flatMap(({ ticket, by, at, state, attempts }) =>
      ticket === null ? [] : [{ ticket, by: by.name, at: iso(at), state, attempts }],
    ),
    merged: merged.map(({ id, title, version, count }) => ({ id, title, version, count })),
  };
}

/** The moderators of a site, by name; for a site that is none of ours, the owners. */
export async function assignableFor(
  { moderators }: Pick<Store, 'moderators'>,
  site: string,
): Promise<{ id: string; name: string }[]> {
  return (await moderators.list())
    .filter(({ role, sites }) => role === 'owner' || sites.includes(site))
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
