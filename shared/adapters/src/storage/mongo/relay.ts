import type { RelayStore } from '@parley/core/ports/store';
import mongoose, { type Connection } from 'mongoose';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import { createMarkWatch } from './mark-watch.ts';
import { reconcileThread } from './reconcile.ts';
import { repair } from './repair.ts';

export function createRelay(access: Access): RelayStore {
  const { threads, leases } = access.models;
  const watches = {
    comments: createMarkWatch(),
    flags: createMarkWatch(),
    reviewEvents: createMarkWatch(),
    issueReports: createMarkWatch(),
    acts: createMarkWatch(),
    issueEvents: createMarkWatch(),
  };
  return {
    repair: (before) => repair(access, before, watches),
    reconcile: (thread) => reconcileThread(access, thread),
    listThreads: async (after, limit) => {
      const isAfter = after === null ? {} : { _id: mongoose.trusted({ $gt: after }) };
      const found = await threads
        .find(isAfter, { _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>()
        .exec();
      return found.map(({ _id }) => _id);
    },
    lease: async (job, holder, durationMs) => {
      const now = await serverTime(leases.db);
      const isFree = [{ holder }, { until: mongoose.trusted({ $lte: now }) }];
      const set = { holder, until: now + durationMs };
      // Where there is a lease and it is not free the upsert would make a second, which the key forbids.
      return insertOnce(() =>
        leases.updateOne({ _id: job, $or: isFree }, { $set: set }, { upsert: true }).exec(),
      );
    },
  };
}

/**
 * Milliseconds since 1970 by the server's clock, asked for by itself: in the condition of an upsert servers do not
 * tell it (`$expr`), and not all do in its pipeline (`$$NOW`).
 */
async function serverTime(connection: Connection): Promise<number> {
  const answer = await connection.getClient().db().command({ hello: 1 });
  return (answer.localTime as Date).getTime();
}
