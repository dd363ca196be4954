import type { SiteStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';

export function createSites({ db, read, write }: Access): SiteStore {
  return {
    list: () =>
      read(() =>
        db
          .all<{ record: string }>('SELECT record FROM sites ORDER BY id')
          .map(({ record }) => JSON.parse(record)),
      ),
    put: (site) =>
      write(() => {
        db.run('INSERT OR REPLACE INTO sites (id, record) VALUES (?, ?)', site.id, JSON.stringify(site));
      }),
  };
}
