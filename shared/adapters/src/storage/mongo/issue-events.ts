import { completeIssueEvent, foldIssueEvent, SYSTEM_ACTOR } from '@parley/core/issues/fold-issue';
import type { IssueAct, IssueEventRecord, IssueGroupRecord } from '@parley/core/ports/issue-records';
import type { IssueStore } from '@parley/core/ports/issue-store';
import { StoreUnavailable } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import { recountLine } from './issue-groups.ts';
import { isInCircle, lineOf } from './issue-lines.ts';
import { findGroup } from './issue-reads.ts';
import { type IssueEventDocument, toIssueEvent } from './issue-schemas.ts';
import type { Models } from './models.ts';
import { chainEvent } from './review-chain.ts';
import { eventId, eventsAfter } from './review-events.ts';

/** Events that may come first before one gives up. */
const ATTEMPTS_MAX = 40;

type Outcome = Awaited<ReturnType<IssueStore['act']>>;

/** Appends an act to its group's log, where the first with its version wins, and carries it out. */
export function act(access: Access, wanted: IssueAct, expectedVersion: number | null): Promise<Outcome> {
  return access.inTurn(`issues ${wanted.group}`, () => actNow(access, wanted, expectedVersion));
}

async function actNow(access: Access, wanted: IssueAct, expectedVersion: number | null): Promise<Outcome> {
  const { models } = access;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const group = await refreshGroup(access, wanted.group);
    if (group === null) return { outcome: 'not-found' };
    const known = await findEvent(models, wanted.id);
    if (known !== null) return { outcome: 'done', group, event: toIssueEvent(known) };
    if (expectedVersion !== null && group.version !== expectedVersion) {
      return { outcome: 'conflict', group, event: (await listEvents(models, group.id, 1))[0] ?? null };
    }
    const { mergedInto } = wanted.set;
    if (typeof mergedInto === 'string' && (await lineOf(models, mergedInto)).includes(group.id)) {
      return { outcome: 'conflict', group, event: null };
    }
    const event = completeIssueEvent(group, wanted);
    const document: IssueEventDocument = { ...event, _id: idOf(event), pendingAt: access.clock.now() };
    if (!(await insertOnce(() => models.issueEvents.insertMany([document], { lean: true })))) continue;
    await access.reached('issue-event-appended');
    const hasGivenWay = await settleIssueEvent(access, document);
    const after = (await findGroup(models, group.id)) ?? group;
    if (hasGivenWay) return { outcome: 'conflict', group: after, event: null };
    return { outcome: 'done', group: after, event };
  }
  throw new StoreUnavailable(`too many write to the issue group ${wanted.group} at once`);
}

/**
 * Does what an event left to do: it is entered into its site's log and folded into its group, and what it merged or
 * split is counted. Twice is once. A merge that makes a circle with another of the same moment is taken back
 * by an event of its own; answers whether this one was.
 */
export async function settleIssueEvent(access: Access, event: IssueEventDocument): Promise<boolean> {
  const { models } = access;
  await refreshGroup(access, event.group);
  await access.reached('issue-event-folded');
  const isMoved = event.before.mergedInto !== event.after.mergedInto;
  const isCircle = isMoved && (await isInCircle(models, event.group));
  if (isCircle) await giveWay(access, event);
  for (const place of isMoved ? [event.before.mergedInto, event.after.mergedInto] : []) {
    if (place !== null) await recountLine(models, place);
  }
  await models.issueEvents.updateOne({ _id: event._id }, { $unset: { pendingAt: '' } }).exec();
  await access.reached('issue-event-cleared');
  return isCircle;
}

/** Newest first. */
export async function listEvents(
  { issueEvents }: Models,
  group: string,
  limit: number,
): Promise<IssueEventRecord[]> {
  const documents = await issueEvents
    .find({ _id: eventsAfter(group, 0) })
    .sort({ _id: -1 })
    .limit(limit)
    .lean<IssueEventDocument[]>()
    .exec();
  return documents.map(toIssueEvent);
}

/** The group with every event of its log folded in: somebody may have stored one and died before folding it. */
async function refreshGroup(access: Access, id: string): Promise<IssueGroupRecord | null> {
  const { models } = access;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const group = await findGroup(models, id);
    if (group === null) return null;
    const later = await models.issueEvents
      .find({ _id: eventsAfter(id, group.version) })
      .sort({ _id: 1 })
      .lean<IssueEventDocument[]>()
      .exec();
    if (later.length === 0) return group;
    const events = later.map(toIssueEvent);
    for (const event of events) await chainEvent(access, idOf(event), event);
    const folded = events.reduce(foldIssueEvent, group);
    const { version, state, assignee, fixedIn, publicNote, mergedInto, last } = folded;
    const { matchedCount } = await models.issueGroups
      .updateOne(
        { _id: id, version: group.version },
        { $set: { version, state, assignee, fixedIn, publicNote, mergedInto, last } },
      )
      .exec();
    if (matchedCount > 0) return folded;
  }
  throw new StoreUnavailable(`too many write to the issue group ${id} at once`);
}

async function giveWay(access: Access, { group, site, at, id }: IssueEventDocument): Promise<void> {
  const undo: IssueAct = {
    id: `${id}-undo`,
    group,
    site,
    kind: 'undo',
    at,
    actor: SYSTEM_ACTOR,
    note: null,
    reverses: id,
    set: { mergedInto: null },
  };
  const found = await refreshGroup(access, group);
  if (found === null || (await findEvent(access.models, undo.id)) !== null) return;
  const event = completeIssueEvent(found, undo);
  await insertOnce(() =>
    access.models.issueEvents.insertMany([{ ...event, _id: idOf(event) }], { lean: true }),
  );
  await refreshGroup(access, group);
}

function findEvent({ issueEvents }: Models, id: string): Promise<IssueEventDocument | null> {
  return issueEvents.findOne({ id }).lean<IssueEventDocument | null>().exec();
}

function idOf({ group, version }: Pick<IssueEventRecord, 'group' | 'version'>): string {
  return eventId({ item: group, version });
}
