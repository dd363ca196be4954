import type { AuditStore, ChainedEvent, LoggedEvent } from '@parley/core/ports/audit-store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { type ActDocument, toAct } from './acts.ts';
import { type IssueEventDocument, toIssueEvent } from './issue-schemas.ts';
import { type ChainDocument, findTail, linksAfter, seqOf } from './review-chain.ts';
import { eventsBetween, type ReviewEventDocument, toItem, toStoredEvent } from './review-events.ts';
import type { ReviewItemDocument } from './review-schemas.ts';

/** Begins the places among the events of issue reports, which are walked after all others. */
const ISSUES = 'issues ';

export function createAudit({ models }: Access): AuditStore {
  const { acts, reviewEvents, issueEvents, reviewChain, reviewItems, reviewLog } = models;
  const eventsOf = async (ids: string[]) => {
    const documents = await reviewEvents
      .find({ _id: mongoose.trusted({ $in: ids }) })
      .lean<ReviewEventDocument[]>()
      .exec();
    return new Map(documents.map((document) => [document._id, toStoredEvent(document)]));
  };
  const actsOf = async (ids: string[]) => {
    const documents = await acts
      .find({ _id: mongoose.trusted({ $in: ids }) })
      .lean<ActDocument[]>()
      .exec();
    return new Map(documents.map((document) => [document._id, toAct(document)]));
  };
  const issueEventsOf = async (ids: string[]) => {
    const documents = await issueEvents
      .find({ _id: mongoose.trusted({ $in: ids }) })
      .lean<IssueEventDocument[]>()
      .exec();
    return new Map(documents.map((document) => [document._id, toIssueEvent(document)]));
  };
  return {
    chain: async (site, after, limit) => {
      const links = await reviewChain
        .find({ _id: linksAfter(site, after) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<ChainDocument[]>()
        .exec();
      const names = links.map(({ event }) => event);
      const found = await Promise.all([eventsOf(names), actsOf(names), issueEventsOf(names)]);
      const events = new Map<string, ChainedEvent>(found.flatMap((map) => [...map]));
      return links.map((link) => ({
        seq: seqOf(link),
        prevHash: link.prevHash,
        hash: link.hash,
        name: link.event,
        event: events.get(link.event) ?? null,
      }));
    },
    tail: async (site) => {
      const link = await findTail(models, site);
      return link && { seq: seqOf(link), hash: link.hash };
    },
    listUnchained: async (after, limit) => {
      const isIssue = after?.startsWith(ISSUES) ?? false;
      const from = isIssue ? (after?.slice(ISSUES.length) ?? '') : (after ?? '');
      const walked = from === '' ? {} : { _id: mongoose.trusted({ $gt: from }) };
      const inOrder = { sort: { _id: 1 }, limit } as const;
      const found: [string, LoggedEvent][] = isIssue
        ? (await issueEvents.find(walked, null, inOrder).lean<IssueEventDocument[]>().exec()).map(
            (document) => [document._id, toIssueEvent(document)],
          )
        : (await reviewEvents.find(walked, null, inOrder).lean<ReviewEventDocument[]>().exec()).map(
            (document) => [document._id, toStoredEvent(document)],
          );
      const names = found.map(([name]) => name);
      const links = await reviewChain
        .find({ event: mongoose.trusted({ $in: names }) }, { event: 1 })
        .lean<Pick<ChainDocument, 'event'>[]>()
        .exec();
      const chained = new Set(links.map(({ event }) => event));
      const events = found.flatMap(([name, event]) => (chained.has(name) ? [] : [event]));
      const last = found.length === limit ? names.at(-1) : undefined;
      if (last !== undefined) return { events, next: `${isIssue ? ISSUES : ''}${last}` };
      return { events, next: isIssue ? null : ISSUES };
    },
    listItems: async (after, limit) => {
      const documents = await reviewItems
        .find(after === null ? {} : { _id: mongoose.trusted({ $gt: after }) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<ReviewItemDocument[]>()
        .exec();
      return documents.map(toItem);
    },
    listBetween: async (site, from, until, limit) => {
      const entries = await reviewLog
        .find({ _id: eventsBetween(site, from, until) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<{ event: string }[]>()
        .exec();
      const names = entries.map(({ event }) => event);
      const events = await eventsOf(names);
      return names.flatMap((name) => events.get(name) ?? []);
    },
    listBulk: async (bulk, limit) => {
      const documents = await reviewEvents.find({ bulk }).limit(limit).lean<ReviewEventDocument[]>().exec();
      return documents.map(toStoredEvent);
    },
    findEvent: async (id) => {
      const document = await reviewEvents.findOne({ id }).lean<ReviewEventDocument | null>().exec();
      return document && toStoredEvent(document);
    },
  };
}
