import { QUEUE_SLICE_DEFAULT } from '@parley/contracts/limits';
import type { IssueGroup, IssueGroups, IssueState } from '@parley/contracts/objects';
import type { UpdateIssue } from '@parley/contracts/requests';
import type { Actor, ModeratorActor } from '../access/actor.ts';
import { assertModerator, moderatedSites, moderates, notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Log } from '../ports/host.ts';
import type { IssueGroupRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { decodeReviewCursor, encodeReviewCursor } from '../threads/cursor.ts';
import { announceGroup } from './announce-group.ts';
import { presentGroup } from './present-group.ts';

type Deps = { store: Store; sites: SiteDirectory; bus: EventBus; log: Log };
type Query = { site?: string | undefined; state?: IssueState | undefined; after?: string | undefined };

/** Groups of issue reports, last seen first. Owners also see reports that name no site of ours. */
export async function listIssueGroups(deps: Deps, actor: Actor | null, query: Query): Promise<IssueGroups> {
  assertModerator(actor);
  const seesAll = actor.moderator.role === 'owner' && query.site === undefined;
  const { groups, next } = await deps.store.issues.list({
    sites: seesAll ? null : moderatedSites(actor, deps.sites.all(), query.site),
    state: query.state ?? null,
    after: decodeReviewCursor(query.after),
    limit: QUEUE_SLICE_DEFAULT,
  });
  return { groups: groups.map(presentGroup), next: encodeReviewCursor(next) };
}

export async function readIssueGroup(deps: Deps, actor: Actor | null, id: string): Promise<IssueGroup> {
  assertModerator(actor);
  return presentGroup(await findGroup(deps, actor, id));
}

/**
 * Gives a group a state. Throws `conflict`, with the group as it is, when it has changed meanwhile into anything
 * but what is asked for.
 */
export async function updateIssueGroup(
  deps: Deps,
  actor: Actor | null,
  id: string,
  request: UpdateIssue,
): Promise<IssueGroup> {
  assertModerator(actor);
  await findGroup(deps, actor, id);
  const { version, ...set } = request;
  const updated = await deps.store.issues.update(id, version, {
    state: set.state,
    ...(set.fixedIn === undefined ? {} : { fixedIn: set.fixedIn }),
    ...(set.publicNote === undefined ? {} : { publicNote: set.publicNote }),
  });
  if (updated === null) {
    const group = await findGroup(deps, actor, id);
    const current = presentGroup(group);
    if (isAsAsked(group, set)) return current;
    throw new CoreError('conflict', 'Somebody has changed this group meanwhile.', { current });
  }
  deps.log.info('issue.triaged', { group: id, state: request.state, moderator: actor.id });
  await announceGroup(deps, updated);
  return presentGroup(updated);
}

function isAsAsked(group: IssueGroupRecord, set: Omit<UpdateIssue, 'version'>): boolean {
  return Object.entries(set).every(
    ([name, value]) => value === undefined || group[name as keyof typeof set] === value,
  );
}

async function findGroup(deps: Deps, actor: ModeratorActor, id: string): Promise<IssueGroupRecord> {
  const group = await deps.store.issues.find(id);
  if (group === null || !moderates(actor, group.site)) throw notFound();
  return group;
}
