import type { UpdateIssue } from '@parley/contracts/issue-requests';
import { QUEUE_SLICE_DEFAULT } from '@parley/contracts/limits';
import type { IssueGroupDetail, IssueGroups, IssueState, IssueTriage } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderatedSites } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import type { IssueGroupRecord } from '../ports/issue-records.ts';
import { decodeReviewCursor, encodeReviewCursor } from '../threads/cursor.ts';
import { actOnGroup, conflict, findGroup, type IssueDeps } from './act-on-group.ts';
import { NEXT_STATES } from './issue-states.ts';
import { presentGroup } from './present-group.ts';
import { assignableFor, presentDetail } from './read-group.ts';

type Query = {
  site?: string | undefined;
  state?: IssueState | undefined;
  after?: string | undefined;
  /** How many reports of each group. */
  samples: number;
};

/** Groups of issue reports, last seen first. Owners also see reports that name no site of ours. */
export async function listIssueGroups(
  deps: Pick<IssueDeps, 'store' | 'sites'>,
  actor: Actor | null,
  query: Query,
): Promise<IssueGroups> {
  assertModerator(actor);
  const seesAll = actor.moderator.role === 'owner' && query.site === undefined;
  const { groups, next } = await deps.store.issues.list({
    sites: seesAll ? null : moderatedSites(actor, deps.sites.all(), query.site),
    state: query.state ?? null,
    after: decodeReviewCursor(query.after),
    limit: QUEUE_SLICE_DEFAULT,
  });
  const samplesOf = (group: string) =>
    query.samples === 0 ? [] : deps.store.issues.samples(group, query.samples);
  return {
    groups: await Promise.all(groups.map(async (group) => presentGroup(group, await samplesOf(group.id)))),
    next: encodeReviewCursor(next),
  };
}

/**
 * Gives a group a state, somebody in charge, notes. Throws `conflict`, with the group as it is, when it has changed
 * meanwhile into anything but what is asked for.
 */
export async function updateIssueGroup(
  deps: IssueDeps,
  actor: Actor | null,
  id: string,
  { version, note, assignee, ...rest }: UpdateIssue,
): Promise<IssueGroupDetail> {
  assertModerator(actor);
  const group = await findGroup(deps, actor, id);
  if (group.mergedInto !== null) throw conflict(group, null);
  if (rest.state !== undefined && version === group.version) assertMayFollow(group, rest.state);
  const person = assignee === undefined ? undefined : await personOf(deps, group, assignee);
  const set = withoutAbsent({ ...rest, assignee: person });
  const updated = await actOnGroup(
    deps,
    actor,
    { ...group, version },
    { kind: Object.keys(set).length === 0 ? 'noted' : 'changed', set, note: note ?? null },
  );
  return presentDetail(deps, actor, updated);
}

function assertMayFollow(group: IssueGroupRecord, state: IssueState): void {
  if (state === group.state || NEXT_STATES[group.state].includes(state)) return;
  throw new CoreError('validation-failed', `What is ${group.state} cannot become ${state}.`, {
    errors: [{ pointer: '/state', detail: `must be one of ${NEXT_STATES[group.state].join(', ')}` }],
  });
}

async function personOf(
  { store }: IssueDeps,
  group: IssueGroupRecord,
  id: string | null,
): Promise<IssueTriage['assignee']> {
  if (id === null) return null;
  const person = (await assignableFor(store, group.site)).find((one) => one.id === id);
  if (person !== undefined) return person;
  throw new CoreError('validation-failed', 'Only moderators of the site can be put in charge.', {
    errors: [{ pointer: '/assignee', detail: 'must be a moderator of the site' }],
  });
}

function withoutAbsent(
  set: {
    [Name in keyof IssueTriage]?: IssueTriage[Name] | undefined;
  },
): Partial<IssueTriage> {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}
