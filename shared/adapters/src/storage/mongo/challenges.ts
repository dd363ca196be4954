import type { ChallengeStore } from '@parley/core/ports/captcha';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import type { ChallengeDocument } from './people-schemas.ts';

export function createChallenges({ models: { challenges } }: Access): ChallengeStore {
  return {
    take: async ({ id: _id, by, expiresAt }) => {
      if (await insertOnce(() => challenges.insertMany([{ _id, by, expiresAt }], { lean: true })))
        return true;
      return (await challenges.findOne({ _id }).lean<ChallengeDocument | null>().exec())?.by === by;
    },
    purge: async (before, limit) => {
      const over = await challenges
        .find({ expiresAt: mongoose.trusted({ $lt: before }) }, { _id: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>()
        .exec();
      const ids = over.map(({ _id }) => _id);
      const { deletedCount } = await challenges.deleteMany({ _id: mongoose.trusted({ $in: ids }) }).exec();
      return deletedCount;
    },
  };
}
