import type { DatabaseSync } from 'node:sqlite';
import { foldName } from '@parley/core/identity/fold-name';
import type { ReaderRecord } from '@parley/core/ports/records';
import type { NameCursor, ReaderStore } from '@parley/core/ports/store';
import { mergeReaders } from '../merge-slices.ts';
import type { Access } from './access.ts';
import type { Database } from './database.ts';

/** Follows every character that a name may have. */
const LAST_CHARACTER = '\u{10ffff}';

export function createReaders({ db, read, write }: Access): ReaderStore {
  const one = (where: string, ...values: string[]): ReaderRecord | null => {
    const row = db.get<{ record: string }>(`SELECT record FROM readers WHERE ${where}`, ...values);
    return row === undefined ? null : JSON.parse(row.record);
  };
  return {
    find: (id) => read(() => one('id = ?', id)),
    findExternal: (site, externalId) => read(() => one('site = ? AND external_id = ?', site, externalId)),
    search: ({ sites, prefix, after, limit }) =>
      read(() =>
        mergeReaders(
          sites.map((site) => listByName(db, site, prefix, after, limit + 1)),
          limit,
        ),
      ),
    put: (wanted) =>
      write(() => {
        const { site, externalId } = wanted;
        const known = externalId === null ? null : one('site = ? AND external_id = ?', site, externalId);
        const reader = known === null ? wanted : { ...wanted, id: known.id, createdAt: known.createdAt };
        db.run(
          `INSERT INTO readers (id, site, external_id, record, folded_name) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET site = excluded.site, external_id = excluded.external_id,
             record = excluded.record, folded_name = excluded.folded_name`,
          reader.id,
          reader.site,
          reader.externalId,
          JSON.stringify(reader),
          foldName(reader.name),
        );
        return reader;
      }),
  };
}

function listByName(
  db: Database,
  site: string,
  prefix: string,
  after: NameCursor | null,
  limit: number,
): [string, ReaderRecord][] {
  const rows = db.all<{ folded_name: string; record: string }>(
    `SELECT folded_name, record FROM readers WHERE site = ? AND (folded_name, id) > (?, ?) AND folded_name < ?
     ORDER BY folded_name, id LIMIT ?`,
    site,
    after?.name ?? prefix,
    after?.id ?? '',
    `${prefix}${LAST_CHARACTER}`,
    limit,
  );
  return rows.map((row) => [row.folded_name, JSON.parse(row.record)]);
}

/** Folds the names of readers that were kept before names were looked for. */
export function foldAllNames(driver: DatabaseSync): void {
  const update = driver.prepare('UPDATE readers SET folded_name = ? WHERE id = ?');
  for (const { id, record } of driver.prepare('SELECT id, record FROM readers').all()) {
    const reader: ReaderRecord = JSON.parse(String(record));
    update.run(foldName(reader.name), String(id));
  }
}
