import type { ModeratorRecord } from '@parley/core/ports/records';
import type { ModeratorStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import type { ModeratorDocument } from './people-schemas.ts';

export function createModerators({ models: { moderators } }: Access): ModeratorStore {
  const findOne = async (filter: { _id: string } | { email: string }) => {
    const document = await moderators.findOne(filter).lean<ModeratorDocument | null>().exec();
    return document && toModerator(document);
  };
  return {
    find: (id) => findOne({ _id: id }),
    findByEmail: (email) => findOne({ email }),
    list: async () => {
      const documents = await moderators.find().sort({ _id: 1 }).lean<ModeratorDocument[]>().exec();
      return documents.map(toModerator);
    },
    put: async ({ id: _id, ...fields }) => {
      await moderators.replaceOne({ _id }, { _id, ...fields }, { upsert: true }).exec();
    },
    countFailure: async (id, limit, lockedUntil) => {
      const isOverLimit = { $gte: ['$failedSignIns', limit] };
      await moderators
        .updateOne({ _id: id }, [
          { $set: { failedSignIns: { $add: ['$failedSignIns', 1] } } },
          { $set: { lockedUntil: { $cond: [isOverLimit, lockedUntil, '$lockedUntil'] } } },
        ])
        .exec();
    },
    clearFailures: async (id) => {
      await moderators.updateOne({ _id: id }, { $set: { failedSignIns: 0, lockedUntil: null } }).exec();
    },
  };
}

function toModerator({ _id, ...rest }: ModeratorDocument): ModeratorRecord {
  return { id: _id, ...rest };
}
