import type { MergeIssue } from '@parley/contracts/issue-requests';
import { ISSUE_MERGED_MAX } from '@parley/contracts/limits';
import type { IssueGroupDetail } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import type { IssueGroupRecord } from '../ports/issue-records.ts';
import { actOnGroup, conflict, findGroup, type IssueDeps } from './act-on-group.ts';
import { announceGroup } from './announce-group.ts';
import { presentDetail } from './read-group.ts';

/**
 * Has a group counted and shown in another of the same site from now on: its reports, those that will join it, and
 * what its tickets say. Answers the other. Twice is once. Throws `conflict` when either has gone elsewhere meanwhile.
 */
export async function mergeIssueGroup(
  deps: IssueDeps,
  actor: Actor | null,
  id: string,
  { version, into }: MergeIssue,
): Promise<IssueGroupDetail> {
  assertModerator(actor);
  const [group, target] = await Promise.all([findGroup(deps, actor, id), findGroup(deps, actor, into)]);
  if (group.site !== target.site || group.id === target.id) {
    throw refused('Groups are merged into others of the same site.');
  }
  if (group.mergedInto !== target.id) {
    if (group.mergedInto !== null) throw conflict(group, null);
    if (target.mergedInto !== null) throw conflict(target, null);
    const { issues } = deps.store;
    const [mine, others] = await Promise.all([
      issues.listMerged(group.id, ISSUE_MERGED_MAX),
      issues.listMerged(target.id, ISSUE_MERGED_MAX),
    ]);
    if (mine.length + others.length + 1 > ISSUE_MERGED_MAX) {
      throw refused(`No more than ${ISSUE_MERGED_MAX} groups can be merged into one.`);
    }
    await actOnGroup(deps, actor, { ...group, version }, { kind: 'merged', set: { mergedInto: target.id } });
  }
  return presentDetail(deps, actor, await announceShown(deps, target));
}

/** Has a merged group stand by itself again, with its reports and all that it was before. Twice is once. */
export async function splitIssueGroup(
  deps: IssueDeps,
  actor: Actor | null,
  id: string,
  version: number,
): Promise<IssueGroupDetail> {
  assertModerator(actor);
  const group = await findGroup(deps, actor, id);
  if (group.mergedInto === null) return presentDetail(deps, actor, group);
  const from = await deps.store.issues.find(group.mergedInto);
  const split = await actOnGroup(
    deps,
    actor,
    { ...group, version },
    { kind: 'split', set: { mergedInto: null } },
  );
  if (from !== null) await announceShown(deps, from);
  return presentDetail(deps, actor, split);
}

/** Shows the group that now shows what another did, counted anew. */
export async function announceShown(
  deps: Pick<IssueDeps, 'store' | 'bus' | 'log'>,
  group: IssueGroupRecord,
): Promise<IssueGroupRecord> {
  let shown = (await deps.store.issues.find(group.id)) ?? group;
  for (let step = 0; step < ISSUE_MERGED_MAX && shown.mergedInto !== null; step += 1) {
    shown = (await deps.store.issues.find(shown.mergedInto)) ?? shown;
  }
  await announceGroup(deps, shown);
  return shown;
}

function refused(detail: string): CoreError {
  return new CoreError('validation-failed', detail, { errors: [{ pointer: '/into', detail }] });
}
