import type { IssueTriage } from '@parley/contracts/objects';
import type { ModeratorActor } from '../access/actor.ts';
import { moderates, notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Clock, Ids, Log } from '../ports/host.ts';
import {
  type IssueAct,
  type IssueEventRecord,
  type IssueGroupRecord,
  STRAY_LOG,
} from '../ports/issue-records.ts';
import type { Actor } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { announceGroup } from './announce-group.ts';
import { changedFields, isSame } from './fold-issue.ts';
import { presentGroup } from './present-group.ts';

export type IssueDeps = {
  store: Store;
  sites: SiteDirectory;
  bus: EventBus;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** Whether a mail server is set up. */
  hasMail: boolean;
};
export type Wish = Pick<IssueAct, 'kind' | 'set'> & Partial<Pick<IssueAct, 'note' | 'reverses'>>;

/** Events that may come in between before one gives up. */
const ATTEMPTS_MAX = 8;

/**
 * Writes what a moderator does to a group into its log and shows it to the others. Throws `conflict`, with the group
 * as it is and the name of whoever changed it, when it is not what the moderator saw any more, unless it is what
 * they ask for. Notes and answers of others change nothing, and are no conflict.
 */
export async function actOnGroup(
  deps: IssueDeps,
  actor: ModeratorActor,
  seen: Pick<IssueGroupRecord, 'id' | 'site' | 'version'>,
  wish: Wish,
): Promise<IssueGroupRecord> {
  const who: Actor = { id: actor.id, name: actor.moderator.name, kind: 'moderator' };
  const act = await actOf(deps, who, seen, wish);
  let { version } = seen;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const result = await deps.store.issues.act(act, version);
    if (result.outcome === 'not-found') throw notFound();
    if (result.outcome === 'done') {
      deps.log.info(`issue.${wish.kind === 'undo' ? 'act-undone' : wish.kind}`, {
        group: seen.id,
        moderator: actor.id,
      });
      await announceGroup(deps, result.group);
      return result.group;
    }
    const { group } = result;
    if (result.event === null || (await hasChanged(deps, seen.version, group))) {
      if (wish.kind === 'changed' && isAsAsked(group, wish.set)) return group;
      throw conflict(group, result.event);
    }
    version = group.version;
  }
  throw new CoreError('conflict', 'Too much happens to this group at once. Try again.');
}

/** An act with its number to come. */
export async function actOf(
  { sites, clock, ids }: Pick<IssueDeps, 'sites' | 'clock' | 'ids'>,
  actor: Actor,
  group: Pick<IssueGroupRecord, 'id' | 'site'>,
  { note = null, ...wish }: Wish,
): Promise<IssueAct> {
  const site = (await sites.find(group.site)) === null ? STRAY_LOG : group.site;
  return { id: ids.sortable(), group: group.id, site, at: clock.now(), actor, note, ...wish };
}

/** Throws `not-found` where there is no such group, or not for this moderator. */
export async function findGroup(
  { store }: Pick<IssueDeps, 'store'>,
  actor: ModeratorActor,
  id: string,
): Promise<IssueGroupRecord> {
  const group = await store.issues.find(id);
  if (group === null || !moderates(actor, group.site)) throw notFound();
  return group;
}

export function conflict(group: IssueGroupRecord, event: IssueEventRecord | null): CoreError {
  const by = event?.actor.name ?? 'Somebody';
  return new CoreError('conflict', `${by} was faster. The group is shown as it is now.`, {
    current: presentGroup(group),
  });
}

async function hasChanged({ store }: IssueDeps, version: number, group: IssueGroupRecord): Promise<boolean> {
  if (group.version <= version) return true;
  const since = await store.issues.events(group.id, group.version - version);
  return since.some((event) => changedFields(event).length > 0);
}

function isAsAsked(group: IssueGroupRecord, set: Partial<IssueTriage>): boolean {
  const names = Object.keys(set) as (keyof IssueTriage)[];
  return names.every((name) => isSame(group[name], set[name] ?? null));
}
