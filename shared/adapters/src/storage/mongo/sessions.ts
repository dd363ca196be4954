import type { SessionStore } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import type { SessionDocument } from './people-schemas.ts';

export function createSessions({ models: { sessions } }: Access): SessionStore {
  return {
    add: async ({ tokenHash: _id, ...fields }) => {
      await sessions.insertMany([{ _id, ...fields }], { lean: true });
    },
    find: async (tokenHash) => {
      const document = await sessions.findOne({ _id: tokenHash }).lean<SessionDocument | null>().exec();
      if (document === null) return null;
      const { _id, ...fields } = document;
      return { tokenHash: _id, ...fields };
    },
    remove: async (tokenHash) => {
      await sessions.deleteOne({ _id: tokenHash }).exec();
    },
    listOf: async (readers, limit) => {
      const documents = await sessions
        .find({ 'subject.id': mongoose.trusted({ $in: readers }) }, { 'subject.id': 1 })
        .limit(limit)
        .lean<{ _id: string; subject: { id: string } }[]>()
        .exec();
      return documents.map(({ _id, subject }) => ({ tokenHash: _id, reader: subject.id }));
    },
    purge: async (before) => {
      const { deletedCount } = await sessions
        .deleteMany({ expiresAt: mongoose.trusted({ $lt: before }) })
        .exec();
      return deletedCount;
    },
  };
}
