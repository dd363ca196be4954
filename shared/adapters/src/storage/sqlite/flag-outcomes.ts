import type { DatabaseSync } from 'node:sqlite';
import { findVerdict, JUDGING_KINDS, judgeFlags, outcomeDrift } from '@parley/core/flags/judge-flags';
import type { ReviewEventRecord } from '@parley/core/ports/records';
import type { Drift } from '@parley/core/ports/store';
import type { Database } from './database.ts';
import { listFlags } from './flags.ts';
import { listEvents } from './review-items.ts';

const KINDS = JUDGING_KINDS.map((kind) => `'${kind}'`).join(', ');

/** Carries a decision, or its undo, into the outcomes of the item's flags. Within the transaction that stores it. */
export function settleOutcomes(db: Database, { item, kind }: Pick<ReviewEventRecord, 'item' | 'kind'>): void {
  if (!JUDGING_KINDS.some((judging) => judging === kind)) return;
  if (db.get('SELECT 1 FROM flags WHERE comment = ?', item) === undefined) return;
  const verdict = findVerdict(
    db
      .all<{ record: string }>(
        `SELECT record FROM review_events WHERE item = ? AND json_extract(record, '$.kind') IN (${KINDS})
         ORDER BY version`,
        item,
      )
      .map(({ record }): ReviewEventRecord => JSON.parse(record)),
  );
  db.run(
    'UPDATE flags SET outcome = CASE WHEN version < ? THEN ? END WHERE comment = ?',
    verdict?.version ?? 0,
    verdict?.outcome ?? null,
    item,
  );
}

/** Judges an item's flags anew from its events, and mends what differs. */
export function recountOutcomes(db: Database, item: string): Drift[] {
  const stored = listFlags(db, item);
  if (stored.length === 0) return [];
  const counted = judgeFlags(listEvents(db, item), stored);
  for (const { revision, reader, version, outcome } of counted) {
    db.run(
      `UPDATE flags SET version = ?, outcome = ?
       WHERE comment = ? AND revision = ? AND reader = ? AND (version IS NOT ? OR outcome IS NOT ?)`,
      version,
      outcome,
      item,
      revision,
      reader.id,
      version,
      outcome,
    );
  }
  return outcomeDrift(item, stored, counted);
}

/** Judges the flags of a file from before outcomes were kept. */
export function judgeAll(driver: DatabaseSync): void {
  const flagsOf = driver.prepare('SELECT revision, reader FROM flags WHERE comment = ?');
  const eventsOf = driver.prepare('SELECT record FROM review_events WHERE item = ? ORDER BY version');
  const set = driver.prepare(
    'UPDATE flags SET version = ?, outcome = ? WHERE comment = ? AND revision = ? AND reader = ?',
  );
  for (const { comment } of driver.prepare('SELECT DISTINCT comment FROM flags').all()) {
    const events = eventsOf.all(comment ?? null).map(({ record }) => JSON.parse(String(record)));
    const flags = flagsOf.all(comment ?? null).map(({ revision, reader }) => ({
      ...{ revision: Number(revision), reader: { id: String(reader), name: '' } },
      ...{ version: null, outcome: null },
    }));
    for (const { revision, reader, version, outcome } of judgeFlags(events, flags)) {
      set.run(version, outcome, comment ?? null, revision, reader.id);
    }
  }
}
