import type { SanctionRecord, SanctionStore } from '@parley/core/ports/sanction-store';
import type { Access } from './access.ts';
import { addAct } from './acts.ts';

type Row = { record: string };

const HOLDS = 'ended_at IS NULL AND (until IS NULL OR until > ?)';

export function createSanctions({ db, read, write }: Access): SanctionStore {
  const find = (id: string): SanctionRecord | null => {
    const row = db.get<Row>('SELECT record FROM sanctions WHERE id = ?', id);
    return row === undefined ? null : toSanction(row);
  };
  return {
    add: (sanction, act) =>
      write(() => {
        db.run(
          'INSERT INTO sanctions (id, reader, external_id, site, until, ended_at, record) VALUES (?, ?, ?, ?, ?, ?, ?)',
          sanction.id,
          sanction.reader.id,
          sanction.everywhere ? sanction.externalId : null,
          sanction.site,
          sanction.until,
          sanction.lifted?.at ?? null,
          JSON.stringify(sanction),
        );
        addAct(db, act);
      }),
    find: (id) => read(() => find(id)),
    lift: (id, lifted, act) =>
      write(() => {
        const known = find(id);
        if (known === null || known.lifted !== null) return null;
        const sanction = { ...known, lifted };
        const sql = 'UPDATE sanctions SET ended_at = ?, record = ? WHERE id = ?';
        db.run(sql, lifted.at, JSON.stringify(sanction), id);
        addAct(db, act);
        return sanction;
      }),
    active: ({ id, externalId }, now) =>
      read(() => {
        const own = db.all<Row>(`SELECT record FROM sanctions WHERE reader = ? AND ${HOLDS}`, id, now);
        const everywhere =
          externalId === null
            ? []
            : db.all<Row>(
                `SELECT record FROM sanctions WHERE external_id = ? AND reader <> ? AND ${HOLDS}`,
                externalId,
                id,
                now,
              );
        return [...own, ...everywhere].map(toSanction);
      }),
    listFor: (reader, limit) =>
      read(() =>
        db
          .all<Row>('SELECT record FROM sanctions WHERE reader = ? ORDER BY id DESC LIMIT ?', reader, limit)
          .map(toSanction),
      ),
    list: ({ sites, after, now, limit }) =>
      read(() => {
        const found = sites.flatMap((site) =>
          db.all<Row>(
            `SELECT record FROM sanctions WHERE site = ? AND id < ? AND ${HOLDS} ORDER BY id DESC LIMIT ?`,
            site,
            after ?? '~',
            now,
            limit + 1,
          ),
        );
        const newest = found.map(toSanction).sort((a, b) => (a.id < b.id ? 1 : -1));
        const sanctions = newest.slice(0, limit);
        return { sanctions, next: newest.length > limit ? (sanctions.at(-1)?.id ?? null) : null };
      }),
  };
}

function toSanction({ record }: Row): SanctionRecord {
  return JSON.parse(record);
}
