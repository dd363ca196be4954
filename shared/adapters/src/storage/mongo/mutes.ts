import type { MuteStore } from '@parley/core/ports/mute-store';
import type { Access } from './access.ts';
import { despiteConflicts } from './driver-errors.ts';
import type { MuteDocument } from './people-schemas.ts';

/** A reader's list is one document, so that it is bounded and in order whoever writes at the same time. */
export function createMutes({ models: { mutes } }: Access): MuteStore {
  return {
    set: async ({ reader, author, isMuted, limit }) => {
      const others = {
        $filter: { input: { $ifNull: ['$authors', []] }, cond: { $ne: ['$$this', { $literal: author }] } },
      };
      const authors = isMuted
        ? { $slice: [{ $concatArrays: [others, [{ $literal: author }]] }, -limit] }
        : others;
      await despiteConflicts(() =>
        mutes.updateOne({ _id: reader }, [{ $set: { authors } }], { upsert: true }).exec(),
      );
    },
    list: async (reader) => {
      const document = await mutes.findOne({ _id: reader }).lean<MuteDocument | null>().exec();
      return document?.authors ?? [];
    },
  };
}
