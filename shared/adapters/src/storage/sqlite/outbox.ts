import type { OutboxRecord, OutboxStore } from '@parley/core/ports/outbox-store';
import type { Access } from './access.ts';
import type { Database } from './database.ts';

type Row = { record: string; state: OutboxRecord['state']; attempts: number; due_at: number };

const COLUMNS = 'record, state, attempts, due_at';

export function createOutbox({ db, read, write }: Access): OutboxStore {
  const select = (clause: string, ...values: (string | number)[]): OutboxRecord[] =>
    db.all<Row>(`SELECT ${COLUMNS} FROM outbox ${clause}`, ...values).map(toMessage);
  return {
    put: (message) => write(() => insert(db, message)),
    find: (id) => read(() => select('WHERE id = ?', id)[0] ?? null),
    take: (now, leaseMs, limit) =>
      write(() => {
        const due = select("WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, id LIMIT ?", now, limit);
        return due.map((message) => {
          const taken = { ...message, attempts: message.attempts + 1, dueAt: now + leaseMs };
          update(db, taken);
          return taken;
        });
      }),
    handOver: ({ id, attempts, dueAt }) =>
      write(() => {
        const message = select('WHERE id = ?', id)[0];
        if (message?.state !== 'waiting' || message.attempts !== attempts) return false;
        if (message.dueAt !== dueAt) return false;
        update(db, { ...message, unconfirmed: message.unconfirmed + 1 });
        return true;
      }),
    settle: (id, attempt, outcome) =>
      write(() => {
        const message = select('WHERE id = ?', id)[0];
        if (message?.state !== 'waiting' || message.attempts !== attempt) return false;
        if ('retryAt' in outcome) {
          update(db, { ...message, dueAt: outcome.retryAt, unconfirmed: outcome.unconfirmed });
        } else update(db, { ...message, state: outcome.state, content: null });
        return true;
      }),
    listFor: (group, limit) =>
      read(() =>
        select(
          'WHERE issue_group = ? AND ticket IS NOT NULL ORDER BY at DESC, id DESC LIMIT ?',
          group,
          limit,
        ),
      ),
    listForTicket: (ticket, limit) =>
      read(() => select('WHERE ticket = ? ORDER BY at DESC, id DESC LIMIT ?', ticket, limit)),
    forget: (ticket) => write(() => db.run('DELETE FROM outbox WHERE ticket = ?', ticket)),
    purge: (before, limit) =>
      write(() =>
        db.run('DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE at < ? LIMIT ?)', before, limit),
      ),
  };
}

function insert(db: Database, message: OutboxRecord): boolean {
  const written = db.run(
    `INSERT INTO outbox (id, issue_group, ticket, state, attempts, due_at, at, record)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    message.id,
    message.group,
    message.ticket,
    message.state,
    message.attempts,
    message.dueAt,
    message.at,
    JSON.stringify(message),
  );
  return written > 0;
}

function update(db: Database, message: OutboxRecord): void {
  db.run(
    'UPDATE outbox SET state = ?, attempts = ?, due_at = ?, record = ? WHERE id = ?',
    message.state,
    message.attempts,
    message.dueAt,
    JSON.stringify(message),
    message.id,
  );
}

/** Those from before hand-overs were counted have none. */
function toMessage({ record, state, attempts, due_at: dueAt }: Row): OutboxRecord {
  return { unconfirmed: 0, ...JSON.parse(record), state, attempts, dueAt };
}
