import type { DatabaseSync } from 'node:sqlite';
import type { StoredReviewEvent } from '@parley/core/moderation/fold-review';
import { CHAIN_START, hashEvent } from '@parley/core/moderation/hash-event';
import type { ChainedEvent } from '@parley/core/ports/audit-store';
import type { Database } from './database.ts';

type Tail = { seq: number; hash: string };

const TAIL = 'SELECT seq, hash FROM review_chain WHERE site = ? ORDER BY seq DESC LIMIT 1';
const APPEND = 'INSERT INTO review_chain (site, seq, event, prev_hash, hash) VALUES (?, ?, ?, ?, ?)';

/** The last link of a site's chain. */
export function findTail(db: Database, site: string): Tail | undefined {
  return db.get<Tail>(TAIL, site);
}

/** Appends an event, or an act, to its site's chain. Within the transaction that stores it. */
export function chainEvent(db: Database, event: ChainedEvent): void {
  const link = linkOf(db.get<Tail>(TAIL, event.site), event);
  db.run(APPEND, event.site, link.seq, event.id, link.prevHash, link.hash);
}

/** Chains what was written before there were chains, in the order of time. */
export function chainAll(driver: DatabaseSync): void {
  const tails = new Map<string, Tail>();
  const append = driver.prepare(APPEND);
  for (const row of driver.prepare('SELECT record FROM review_events ORDER BY at, id').iterate()) {
    const event: StoredReviewEvent = JSON.parse(String(row.record));
    const link = linkOf(tails.get(event.site), event);
    append.run(event.site, link.seq, event.id, link.prevHash, link.hash);
    tails.set(event.site, link);
  }
}

function linkOf(tail: Tail | undefined, event: ChainedEvent) {
  const prevHash = tail?.hash ?? CHAIN_START;
  return { seq: (tail?.seq ?? 0) + 1, prevHash, hash: hashEvent(prevHash, event) };
}
