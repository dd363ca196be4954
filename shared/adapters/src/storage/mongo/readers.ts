import type { ReaderRecord } from '@parley/core/ports/records';
import type { ReaderStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import type { ReaderDocument } from './people-schemas.ts';

export function createReaders({ models }: Access): ReaderStore {
  const findOne = async (filter: { _id: string } | { site: string; externalId: string }) => {
    const document = await models.readers.findOne(filter).lean<ReaderDocument | null>().exec();
    return document && toReader(document);
  };
  return {
    find: (id) => findOne({ _id: id }),
    findExternal: (site, externalId) => findOne({ site, externalId }),
    put: async ({ id: _id, ...fields }) => {
      await models.readers.replaceOne({ _id }, { _id, ...fields }, { upsert: true }).exec();
    },
  };
}

function toReader({ _id, ...rest }: ReaderDocument): ReaderRecord {
  return { id: _id, ...rest };
}
