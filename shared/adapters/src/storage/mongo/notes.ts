import type { NoteRecord, NoteStore } from '@parley/core/ports/note-store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import { SCHEMA_OPTIONS } from './schema-options.ts';
import { ACT_FIELDS, ACT_INDEX, bearing, settleActs, WITHOUT_ACTS, type WithActs } from './unlisted-acts.ts';

export type NoteDocument = Omit<NoteRecord, 'id'> & { _id: string } & WithActs;

export const noteSchema = new mongoose.Schema<NoteDocument>(
  {
    _id: String,
    key: String,
    author: mongoose.Schema.Types.Mixed,
    site: String,
    text: String,
    by: mongoose.Schema.Types.Mixed,
    at: Number,
    ...ACT_FIELDS,
  },
  SCHEMA_OPTIONS,
);
noteSchema.index({ key: 1 }, { unique: true, name: 'key' });
noteSchema.index({ 'author.id': 1, _id: -1 }, { name: 'author' });
noteSchema.index(...ACT_INDEX);

export function createNotes(access: Access): NoteStore {
  const { clock, models } = access;
  const { notes } = models;
  const findOne = async (filter: { _id: string } | { key: string }) => {
    const found = await notes.findOne(filter, WITHOUT_ACTS).lean<NoteDocument | null>().exec();
    return found && toNote(found);
  };
  return {
    add: async (note, act) => {
      const { id: _id, ...fields } = note;
      const document: NoteDocument = { _id, ...fields, acts: [act], actsPendingAt: clock.now() };
      const isNew = await insertOnce(() => notes.insertMany([document], { lean: true }));
      if (isNew) await settleActs(access, 'notes', { _id }, [act]);
      const known = isNew ? note : await findOne({ key: note.key });
      if (known === null) throw new Error(`the id of note ${_id} is taken`);
      return { note: known, isNew };
    },
    find: (id) => findOne({ _id: id }),
    remove: async (id, act) => {
      const { $set, ...rest } = bearing(act, clock.now());
      const document = await notes
        .findOneAndUpdate(
          { _id: id, text: mongoose.trusted({ $ne: null }) },
          { ...rest, $set: { ...$set, text: null } },
          { returnDocument: 'after' },
        )
        .lean<NoteDocument | null>()
        .exec();
      if (document === null) return false;
      await settleActs(access, 'notes', { _id: id }, document.acts ?? []);
      return true;
    },
    listFor: async ({ author, after, limit }) => {
      const found = await notes
        .find(
          {
            'author.id': author,
            text: mongoose.trusted({ $ne: null }),
            ...(after === null ? {} : { _id: mongoose.trusted({ $lt: after }) }),
          },
          WITHOUT_ACTS,
        )
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<NoteDocument[]>()
        .exec();
      const slice = found.slice(0, limit).map(toNote);
      return { notes: slice, next: found.length > limit ? (slice.at(-1)?.id ?? null) : null };
    },
  };
}

function toNote({ _id, ...fields }: Omit<NoteDocument, keyof WithActs>): NoteRecord {
  return { id: _id, ...fields };
}
