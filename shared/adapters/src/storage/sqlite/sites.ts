import type { Site } from '@parley/core/ports/records';
import type { SiteStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import { addAct } from './acts.ts';

type Row = { record: string };

export function createSites({ db, read, write }: Access): SiteStore {
  const put = (site: Site) =>
    db.run('INSERT OR REPLACE INTO sites (id, record) VALUES (?, ?)', site.id, JSON.stringify(site));
  return {
    list: () => read(() => db.all<Row>('SELECT record FROM sites ORDER BY id').map(toSite)),
    put: (site) => write(() => void put(site)),
    changeSettings: (id, version, settings, act) =>
      write(() => {
        const row = db.get<Row>('SELECT record FROM sites WHERE id = ?', id);
        const known = row && toSite(row);
        if (known?.settingsVersion !== version) return null;
        const site: Site = {
          ...known,
          settings: { ...known.settings, ...settings },
          settingsVersion: version + 1,
          settingsChanged: { by: { id: act.actor.id, name: act.actor.name }, at: act.at },
        };
        put(site);
        addAct(db, act);
        return site;
      }),
  };
}

function toSite({ record }: Row): Site {
  return JSON.parse(record);
}
