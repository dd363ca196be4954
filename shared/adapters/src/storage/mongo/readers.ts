import type { ReaderRecord } from '@parley/core/ports/records';
import type { ReaderStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import type { Models } from './models.ts';
import type { ReaderDocument } from './people-schemas.ts';

export function createReaders({ models }: Access): ReaderStore {
  const findOne = async (filter: { _id: string } | { site: string; externalId: string }) => {
    const document = await models.readers.findOne(filter).lean<ReaderDocument | null>().exec();
    return document && toReader(document);
  };
  return {
    find: (id) => findOne({ _id: id }),
    findExternal: (site, externalId) => findOne({ site, externalId }),
    put: async (reader) => {
      const { id: _id, ...fields } = reader;
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

function toReader({ _id, ...rest }: ReaderDocument): ReaderRecord {
  return { id: _id, ...rest };
}

async function updateExternal(
  { readers }: Models,
  { site, externalId, createdAt: _createdAt, ...rest }: Omit<ReaderRecord, 'id'>,
): Promise<ReaderRecord | null> {
  if (externalId === null) return null;
  const document = await readers
    .findOneAndUpdate({ site, externalId }, { $set: rest }, { returnDocument: 'after' })
    .lean<ReaderDocument | null>()
    .exec();
  return document && toReader(document);
}
