import type { SiteStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import type { SiteDocument } from './people-schemas.ts';

export function createSites({ models }: Access): SiteStore {
  return {
    list: async () => {
      const documents = await models.sites.find().sort({ _id: 1 }).lean<SiteDocument[]>().exec();
      return documents.map(({ _id, ...rest }) => ({ id: _id, ...rest }));
    },
    put: async ({ id: _id, ...fields }) => {
      await models.sites.replaceOne({ _id }, { _id, ...fields }, { upsert: true }).exec();
    },
  };
}
