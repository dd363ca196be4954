import type { OpinionRecord, OpinionStore } from '@parley/core/ports/opinion-store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import { SCHEMA_OPTIONS } from './schema-options.ts';

/** The id is of comment and revision. */
export type OpinionDocument = OpinionRecord & {
  _id: string;
  contradiction?: 'ham' | 'spam';
  state?: 'waiting' | 'told';
};

export const opinionSchema = new mongoose.Schema<OpinionDocument>(
  {
    _id: String,
    comment: String,
    revision: Number,
    site: String,
    payload: mongoose.Schema.Types.Mixed,
    verdict: String,
    at: Number,
    contradiction: String,
    state: String,
  },
  SCHEMA_OPTIONS,
);
opinionSchema.index({ at: 1 }, { name: 'age' });
opinionSchema.index({ state: 1 }, { partialFilterExpression: { state: 'waiting' }, name: 'waiting' });

/** Follows the separator in the order of characters: the end of a range of ids. */
const AFTER_SEPARATOR = '0';

export function createOpinions({ models: { opinions } }: Access): OpinionStore {
  return {
    add: async (opinion) => {
      await insertOnce(() => opinions.insertMany([{ _id: idOf(opinion), ...opinion }], { lean: true }));
    },
    contradict: async (body, by) => {
      const { modifiedCount } = await opinions
        .updateOne(
          {
            _id: idOf(body),
            verdict: by === 'ham' ? 'spam' : 'ham',
            state: mongoose.trusted({ $exists: false }),
          },
          { $set: { contradiction: by, state: 'waiting' } },
        )
        .exec();
      return modifiedCount > 0;
    },
    takeContradicted: async (limit) => {
      const taken: Awaited<ReturnType<OpinionStore['takeContradicted']>> = [];
      while (taken.length < limit) {
        const document = await opinions
          .findOneAndUpdate({ state: 'waiting' }, { $set: { state: 'told' } })
          .lean<OpinionDocument | null>()
          .exec();
        if (document === null) break;
        const { _id, state: _state, contradiction = 'ham', ...fields } = document;
        taken.push({ ...fields, contradiction });
      }
      return taken;
    },
    remove: async (comment) => {
      const bodies = mongoose.trusted({ $gte: comment, $lt: `${comment}${AFTER_SEPARATOR}` });
      await opinions.deleteMany({ _id: bodies }).exec();
    },
    purge: async (before, limit) => {
      const old = await opinions
        .find({ at: mongoose.trusted({ $lt: before }) }, { _id: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>()
        .exec();
      const ids = old.map(({ _id }) => _id);
      return (await opinions.deleteMany({ _id: mongoose.trusted({ $in: ids }) }).exec()).deletedCount;
    },
  };
}

function idOf({ comment, revision }: Pick<OpinionRecord, 'comment' | 'revision'>): string {
  return `${comment}/${revision}`;
}
