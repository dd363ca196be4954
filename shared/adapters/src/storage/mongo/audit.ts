import type { AuditStore } from '@parley/core/ports/audit-store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { type ActDocument, toAct } from './acts.ts';
import { type ChainDocument, linksAfter, seqOf } from './review-chain.ts';
import { eventsBetween, type ReviewEventDocument, toItem, toStoredEvent } from './review-events.ts';
import type { ReviewItemDocument } from './review-schemas.ts';

export function createAudit({ models }: Access): AuditStore {
  const { acts, reviewEvents, reviewChain, reviewItems, reviewLog } = models;
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
  return {
    chain: async (site, after, limit) => {
      const links = await reviewChain
        .find({ _id: linksAfter(site, after) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<ChainDocument[]>()
        .exec();
      const names = links.map(({ event }) => event);
      const [events, done] = await Promise.all([eventsOf(names), actsOf(names)]);
      return links.map((link) => ({
        seq: seqOf(link),
        prevHash: link.prevHash,
        hash: link.hash,
        name: link.event,
        event: events.get(link.event) ?? done.get(link.event) ?? null,
      }));
    },
    listUnchained: async (after, limit) => {
      const documents = await reviewEvents
        .find(after === null ? {} : { _id: mongoose.trusted({ $gt: after }) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<ReviewEventDocument[]>()
        .exec();
      const names = documents.map(({ _id }) => _id);
      const links = await reviewChain
        .find({ event: mongoose.trusted({ $in: names }) }, { event: 1 })
        .lean<Pick<ChainDocument, 'event'>[]>()
        .exec();
      const chained = new Set(links.map(({ event }) => event));
      const events = documents.filter(({ _id }) => !chained.has(_id)).map(toStoredEvent);
      return { events, next: documents.length === limit ? (names.at(-1) ?? null) : null };
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
