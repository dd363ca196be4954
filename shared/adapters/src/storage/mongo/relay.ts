import type { RelayStore } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { isDuplicateKey } from './driver-errors.ts';
import { reconcileThread } from './reconcile.ts';
import { repair } from './repair.ts';

export function createRelay(access: Access): RelayStore {
  const { threads, leases } = access.models;
  return {
    repair: (before) => repair(access, before),
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
    lease: async (job, holder, until, now) => {
      const isFree = [{ holder }, { until: mongoose.trusted({ $lte: now }) }];
      try {
        await leases
          .updateOne({ _id: job, $or: isFree }, { $set: { holder, until } }, { upsert: true })
          .exec();
        return true;
      } catch (error) {
        // There is a lease and it is not free: the upsert would have made a second.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}
