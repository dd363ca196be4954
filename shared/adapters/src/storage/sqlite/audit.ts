import { setImmediate } from 'node:timers/promises';
import type { StoredReviewEvent } from '@parley/core/moderation/fold-review';
import type { AuditStore, ChainLink, LoggedEvent } from '@parley/core/ports/audit-store';
import type { Access } from './access.ts';
import { findTail } from './review-chain.ts';
import { selectItems } from './review-items.ts';

type Record = { record: string };
type LinkRow = Omit<ChainLink, 'event' | 'prevHash'> & { prev_hash: string; record: string | null };

/** Begins the places among the events of issue reports, which are walked after all others. */
const ISSUES = 'issues ';
const unchainedOf = (events: string) => `SELECT id, record FROM ${events} WHERE id > ?
  AND NOT EXISTS (SELECT 1 FROM review_chain c WHERE c.event = ${events}.id) ORDER BY id LIMIT ?`;
const UNCHAINED = unchainedOf('review_events');
const UNCHAINED_ISSUES = unchainedOf('issue_events');

export function createAudit({ db, read }: Access): AuditStore {
  return {
    chain: (site, after, limit) =>
      read(() =>
        db
          .all<LinkRow>(
            `SELECT c.seq, c.prev_hash, c.hash, c.event AS name,
               coalesce(e.record, a.record, i.record) AS record
             FROM review_chain c
             LEFT JOIN review_events e ON e.id = c.event
             LEFT JOIN acts a ON a.id = c.event
             LEFT JOIN issue_events i ON i.id = c.event
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
    tail: (site) => read(() => findTail(db, site) ?? null),
    listUnchained: (after, limit) =>
      read(() => {
        const isIssue = after?.startsWith(ISSUES) ?? false;
        const from = isIssue ? after?.slice(ISSUES.length) : after;
        const rows = db.all<Record & { id: string }>(
          isIssue ? UNCHAINED_ISSUES : UNCHAINED,
          from ?? '',
          limit,
        );
        const last = rows.length === limit ? (rows.at(-1)?.id ?? null) : null;
        const next = last === null ? null : `${isIssue ? ISSUES : ''}${last}`;
        return {
          events: rows.map(({ record }): LoggedEvent => JSON.parse(record)),
          next: next ?? (isIssue ? null : ISSUES),
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
