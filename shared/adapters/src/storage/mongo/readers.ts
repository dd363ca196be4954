import { foldName } from '@parley/core/identity/fold-name';
import type { ReaderRecord } from '@parley/core/ports/records';
import type { NameCursor, ReaderStore } from '@parley/core/ports/store';
import mongoose, { type QueryFilter } from 'mongoose';
import { mergeReaders } from '../merge-slices.ts';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import type { Models } from './models.ts';
import type { ReaderDocument } from './people-schemas.ts';

/** Follows every character that a name may have. */
const LAST_CHARACTER = '\u{10ffff}';
/** Names folded in one step, of readers that were kept before names were looked for. */
const FOLDED_AT_ONCE = 500;

export function createReaders({ models }: Access): ReaderStore {
  const findOne = async (filter: { _id: string } | { site: string; externalId: string }) => {
    const document = await models.readers.findOne(filter).lean<ReaderDocument | null>().exec();
    return document && toReader(document);
  };
  return {
    find: (id) => findOne({ _id: id }),
    findExternal: (site, externalId) => findOne({ site, externalId }),
    search: async ({ sites, prefix, after, limit }) => {
      const lists = await Promise.all(
        sites.map((site) => listByName(models, site, prefix, after, limit + 1)),
      );
      return mergeReaders(lists, limit);
    },
    put: async (reader) => {
      const { id: _id, ...own } = reader;
      const fields = { ...own, foldedName: foldName(own.name) };
      const put = () => models.readers.replaceOne({ _id }, { _id, ...fields }, { upsert: true }).exec();
      // The index of the sites' own ids decides which of two is the reader.
      if (await insertOnce(put)) return reader;
      const known = await updateExternal(models, fields);
      if (known !== null) return known;
      // The same reader was made at the same time: now there is one to replace.
      await put();
      return reader;
    },
  };
}

/** Folds the names that are not folded yet. Nothing is left to do but at the first start of this version. */
export async function foldAllNames({ sites, readers }: Models): Promise<void> {
  for (const { _id: site } of await sites.find({}, { _id: 1 }).lean<{ _id: string }[]>().exec()) {
    for (;;) {
      const documents = await readers
        .find({ site, foldedName: null })
        .limit(FOLDED_AT_ONCE)
        .lean<ReaderDocument[]>()
        .exec();
      if (documents.length === 0) break;
      const updates = documents.map(({ _id, name }) => ({
        updateOne: { filter: { _id }, update: { $set: { foldedName: foldName(name) } } },
      }));
      await readers.bulkWrite(updates);
    }
  }
}

async function listByName(
  { readers }: Models,
  site: string,
  prefix: string,
  after: NameCursor | null,
  limit: number,
): Promise<[string, ReaderRecord][]> {
  const end = `${prefix}${LAST_CHARACTER}`;
  const filter: QueryFilter<ReaderDocument> = {
    site,
    foldedName: mongoose.trusted({ $gte: after?.name ?? prefix, $lt: end }),
  };
  if (after !== null) {
    filter.$or = [
      { foldedName: mongoose.trusted({ $gt: after.name }) },
      { foldedName: after.name, _id: mongoose.trusted({ $gt: after.id }) },
    ];
  }
  const documents = await readers
    .find(filter)
    .sort({ foldedName: 1, _id: 1 })
    .limit(limit)
    .lean<ReaderDocument[]>()
    .exec();
  return documents.map((document) => [document.foldedName ?? '', toReader(document)]);
}

function toReader({ _id, foldedName: _foldedName, ...rest }: ReaderDocument): ReaderRecord {
  return { id: _id, ...rest };
}

async function updateExternal(
  { readers }: Models,
  { site, externalId, createdAt: _createdAt, ...rest }: Omit<ReaderDocument, '_id'>,
): Promise<ReaderRecord | null> {
  if (externalId === null) return null;
  const document = await readers
    .findOneAndUpdate({ site, externalId }, { $set: rest }, { returnDocument: 'after' })
    .lean<ReaderDocument | null>()
    .exec();
  return document && toReader(document);
}
