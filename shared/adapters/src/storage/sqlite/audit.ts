import { setImmediate } from 'node:timers/promises';
import type { StoredReviewEvent } from '@parley/core/moderation/fold-review';
import type { AuditStore, ChainLink } from '@parley/core/ports/audit-store';
import type { Access } from './access.ts';
import { selectItems } from './review-items.ts';

type Record = { record: string };
type LinkRow = Omit<ChainLink, 'event' | 'prevHash'> & { prev_hash: string; record: string | null };

export function createAudit({ db, read }: Access): AuditStore {
  return {
    chain: (site, after, limit) =>
      read(() =>
        db
          .all<LinkRow>(
            `SELECT c.seq, c.prev_hash, c.hash, c.event AS name, coalesce(e.record, a.record) AS record
             FROM review_chain c
             LEFT JOIN review_events e ON e.id = c.event
             LEFT JOIN acts a ON a.id = c.event
             WHERE c.site = ? AND c.seq > ? ORDER BY c.seq LIMIT ?`,
            site,
            after,
            limit,
          )
          .map(({ prev_hash: prevHash, record, ...link }) => ({
            ...link,
            prevHash,
            event: record === null ? null : JSON.parse(record),
          })),
      ),
    listUnchained: (after, limit) =>
      read(() => {
        const rows = db.all<Record & { id: string }>(
          `SELECT id, record FROM review_events WHERE id > ?
           AND NOT EXISTS (SELECT 1 FROM review_chain c WHERE c.event = review_events.id) ORDER BY id LIMIT ?`,
          after ?? '',
          limit,
        );
        return {
          events: rows.map(toStored),
          next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
        };
      }),
    listItems: (after, limit) =>
      read(() => selectItems(db, 'WHERE id > ? ORDER BY id LIMIT ?', after ?? '', limit)),
    listBetween: async (site, from, until, limit) => {
      // Many are read one after the other for statistics: others have their turn in between.
      await setImmediate();
      return read(() =>
        db
          .all<Record>(
            `SELECT record FROM review_events WHERE site = ? AND at >= ? AND at < ?
             ORDER BY at DESC, id DESC LIMIT ?`,
            site,
            from,
            until,
            limit,
          )
          .map(toStored),
      );
    },
    listBulk: (bulk, limit) =>
      read(() =>
        db.all<Record>('SELECT record FROM review_events WHERE bulk = ? LIMIT ?', bulk, limit).map(toStored),
      ),
    findEvent: (id) =>
      read(() => {
        const row = db.get<Record>('SELECT record FROM review_events WHERE id = ?', id);
        return row === undefined ? null : toStored(row);
      }),
  };
}

function toStored({ record }: Record): StoredReviewEvent {
  return JSON.parse(record);
}
