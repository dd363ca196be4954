import type { ReaderRecord } from '@parley/core/ports/records';
import type { ReaderStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';

export function createReaders({ db, read, write }: Access): ReaderStore {
  const one = (where: string, ...values: string[]): ReaderRecord | null => {
    const row = db.get<{ record: string }>(`SELECT record FROM readers WHERE ${where}`, ...values);
    return row === undefined ? null : JSON.parse(row.record);
  };
  return {
    find: (id) => read(() => one('id = ?', id)),
    findExternal: (site, externalId) => read(() => one('site = ? AND external_id = ?', site, externalId)),
    put: (wanted) =>
      write(() => {
        const { site, externalId } = wanted;
        const known = externalId === null ? null : one('site = ? AND external_id = ?', site, externalId);
        const reader = known === null ? wanted : { ...wanted, id: known.id, createdAt: known.createdAt };
        db.run(
          `INSERT INTO readers (id, site, external_id, record) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET site = excluded.site, external_id = excluded.external_id,
             record = excluded.record`,
          reader.id,
          reader.site,
          reader.externalId,
          JSON.stringify(reader),
        );
        return reader;
      }),
  };
}
