import { factsOf } from '@parley/core/issues/read-diagnostics';
import type { FiledReport, IssueGroupRecord, IssueReportRecord } from '@parley/core/ports/issue-records';
import type { IssueStore } from '@parley/core/ports/issue-store';
import type { ReviewCursor } from '@parley/core/ports/store';
import mongoose, { type QueryFilter } from 'mongoose';
import { mergeSlices } from '../merge-slices.ts';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import { act, listEvents } from './issue-events.ts';
import { recountLine, settleReports } from './issue-groups.ts';
import { membersOf, shownAs } from './issue-lines.ts';
import { findGroup, listLively, readFacts, readGroups, readSamples, toReport } from './issue-reads.ts';
import type { IssueGroupDocument, IssueReportDocument } from './issue-schemas.ts';
import type { Models } from './models.ts';

export function createIssues(access: Access): IssueStore {
  const { models } = access;
  return {
    add: (filed) => addReports(access, filed),
    findReport: async (ticket) => {
      const report = await findReport(models, ticket);
      return report && toReport(report);
    },
    findByTicket: async (ticket) => {
      const report = await findReport(models, ticket);
      return report && findGroup(models, await shownAs(models, report.group));
    },
    remove: async (ticket) => (await removeReports(models, { _id: ticket })) > 0,
    purge: async (before, limit) => {
      const old = await models.issueReports
        .find({ receivedAt: mongoose.trusted({ $lt: before }) }, { _id: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>()
        .exec();
      return removeReports(models, { _id: mongoose.trusted({ $in: old.map(({ _id }) => _id) }) });
    },
    find: (group) => findGroup(models, group),
    list: async ({ sites, state, after, limit }) => {
      const inState = { mergedInto: null, ...(state === null ? {} : { state }) };
      const filters: QueryFilter<IssueGroupDocument>[] =
        sites === null ? [inState] : sites.map((site) => ({ ...inState, site }));
      const lists = await Promise.all(filters.map((filter) => readGroups(models, filter, after, limit + 1)));
      const { items, next } = mergeSlices(lists, limit, newestFirst, cursorOf);
      return { groups: items, next };
    },
    act: (wanted, expectedVersion) => act(access, wanted, expectedVersion),
    events: (group, limit) => listEvents(models, group, limit),
    listMerged: async (group, limit) => {
      const [, ...members] = await membersOf(models, group);
      const found = await Promise.all(members.slice(0, limit).map((member) => findGroup(models, member)));
      return found.filter((member) => member !== null);
    },
    samples: (group, limit) => readSamples(models, group, limit),
    facts: (group, limit) => readFacts(models, group, limit),
    listLively: (since, limit) => listLively(models, since, limit),
    countSince: async (group, since) =>
      models.issueReports
        .countDocuments({
          group: mongoose.trusted({ $in: await membersOf(models, group) }),
          receivedAt: mongoose.trusted({ $gte: since }),
        })
        .exec(),
    setSpike: async (group, from, to) => {
      const set = { $set: { spikingSince: to }, $inc: { tally: 1 } };
      const filter = { _id: group, spikingSince: from };
      const { matchedCount } = await models.issueGroups.updateOne(filter, set).exec();
      return matchedCount === 0 ? null : findGroup(models, group);
    },
  };
}

/** Reports are written one by one, and each group counts once for all of its own. */
async function addReports(
  access: Access,
  filed: FiledReport[],
): Promise<{ group: IssueGroupRecord; added: IssueReportRecord[] }[]> {
  const { models } = access;
  const unsettled: IssueReportDocument[] = [];
  const added = new Map<string, IssueReportRecord[]>();
  for (const one of filed) {
    const document = documentOf(one, access.clock.now());
    const isNew = await insertOnce(() => models.issueReports.insertMany([document], { lean: true }));
    if (isNew) await access.reached('report-written');
    const known = isNew ? document : ((await findReport(models, one.report.ticket)) ?? document);
    if (known.pendingAt !== undefined) unsettled.push(known);
    added.set(known.group, [...(added.get(known.group) ?? []), ...(isNew ? [one.report] : [])]);
  }
  if (unsettled.length > 0) await settleReports(access, unsettled);
  const shown = new Map<string, IssueReportRecord[]>();
  for (const [group, reports] of added) {
    const id = await shownAs(models, group);
    shown.set(id, [...(shown.get(id) ?? []), ...reports]);
  }
  const answers = [...shown].map(async ([id, reports]) => {
    const group = await findGroup(models, id);
    if (group === null) throw new Error(`there is no issue group ${id}`);
    return { group, added: reports };
  });
  return Promise.all(answers);
}

function documentOf({ report, group }: FiledReport, now: number): IssueReportDocument {
  const { ticket, diagnostics, reader, ...rest } = report;
  const { version, browser, origin } = factsOf(report);
  return {
    _id: ticket,
    ...rest,
    ...(reader === undefined ? {} : { reader }),
    diagnostics: JSON.stringify(diagnostics),
    version,
    browser,
    origin,
    group: group.id,
    groupTitle: group.title,
    pendingAt: now,
  };
}

/** Groups stay when their last report goes: what was fixed must be known when it comes back. */
async function removeReports(models: Models, filter: QueryFilter<IssueReportDocument>): Promise<number> {
  const groups = await models.issueReports.distinct('group', filter).exec();
  const { deletedCount } = await models.issueReports.deleteMany(filter).exec();
  for (const group of groups) await recountLine(models, group);
  return deletedCount;
}

function findReport({ issueReports }: Models, ticket: string): Promise<IssueReportDocument | null> {
  return issueReports.findOne({ _id: ticket }).lean<IssueReportDocument | null>().exec();
}

function cursorOf(group: IssueGroupRecord): ReviewCursor {
  return { key: group.lastSeen, id: group.id };
}

function newestFirst(a: IssueGroupRecord, b: IssueGroupRecord): number {
  return b.lastSeen - a.lastSeen || (a.id < b.id ? 1 : -1);
}
