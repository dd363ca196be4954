import type { Session } from '@parley/core/ports/records';
import type { SessionStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';

type Row = { token_hash: string; subject: string; created_at: number; expires_at: number };

export function createSessions({ db, read, write }: Access): SessionStore {
  return {
    add: ({ tokenHash, subject, createdAt, expiresAt }) =>
      write(() => {
        db.run(
          'INSERT INTO sessions (token_hash, subject, created_at, expires_at) VALUES (?, ?, ?, ?)',
          tokenHash,
          JSON.stringify(subject),
          createdAt,
          expiresAt,
        );
      }),
    find: (tokenHash) =>
      read(() => {
        const row = db.get<Row>(
          'SELECT token_hash, subject, created_at, expires_at FROM sessions WHERE token_hash = ?',
          tokenHash,
        );
        return row === undefined ? null : toSession(row);
      }),
    remove: (tokenHash) =>
      write(() => {
        db.run('DELETE FROM sessions WHERE token_hash = ?', tokenHash);
      }),
    listOf: (readers, limit) =>
      read(() =>
        readers
          .flatMap((reader) =>
            db
              .all<{ hash: string }>(
                `SELECT token_hash AS hash FROM sessions WHERE json_extract(subject, '$.id') = ? LIMIT ?`,
                reader,
                limit,
              )
              .map(({ hash }) => ({ tokenHash: hash, reader })),
          )
          .slice(0, limit),
      ),
    purge: (before) => write(() => db.run('DELETE FROM sessions WHERE expires_at < ?', before)),
  };
}

function toSession(row: Row): Session {
  return {
    tokenHash: row.token_hash,
    subject: JSON.parse(row.subject),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
