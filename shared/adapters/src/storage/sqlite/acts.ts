import type { ActRecord, ActStore } from '@parley/core/ports/act-store';
import type { ReviewCursor } from '@parley/core/ports/store';
import { mergeActs } from '../merge-slices.ts';
import type { Access } from './access.ts';
import type { Database } from './database.ts';
import { fileEntry, selectFiled } from './log-terms.ts';
import { chainEvent } from './review-chain.ts';

type Row = { record: string };

export function createActs({ db, read }: Access): ActStore {
  return {
    list: ({ sites, term = null, after, limit }) =>
      read(() =>
        mergeActs(
          sites.map((site) => {
            const query = { site, after, limit: limit + 1 };
            return term === null
              ? listSite(db, query)
              : selectFiled(db, 'acts', { ...query, term }).map(toAct);
          }),
          limit,
        ),
      ),
    listUnchained: (after, limit) =>
      read(() => {
        const rows = db.all<Row & { id: string }>(
          `SELECT id, record FROM acts WHERE id > ?
           AND NOT EXISTS (SELECT 1 FROM review_chain c WHERE c.event = acts.id) ORDER BY id LIMIT ?`,
          after ?? '',
          limit,
        );
        return { acts: rows.map(toAct), next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null };
      }),
  };
}

/** Enters an act into its site's log and chain. Within the transaction that does what it tells of. */
export function addAct(db: Database, act: ActRecord | undefined): void {
  if (act === undefined) return;
  const sql = 'INSERT INTO acts (id, site, at, record) VALUES (?, ?, ?, ?)';
  db.run(sql, act.id, act.site, act.at, JSON.stringify(act));
  chainEvent(db, act);
  fileEntry(db, act);
}

function listSite(
  db: Database,
  { site, after, limit }: { site: string; after: ReviewCursor | null; limit: number },
): ActRecord[] {
  return db
    .all<Row>(
      `SELECT record FROM acts WHERE site = ? ${after === null ? '' : 'AND (at, id) < (?, ?)'}
       ORDER BY at DESC, id DESC LIMIT ?`,
      site,
      ...(after === null ? [] : [after.key, after.id]),
      limit,
    )
    .map(toAct);
}

function toAct({ record }: Row): ActRecord {
  return JSON.parse(record);
}
