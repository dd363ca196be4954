import type { ModeratorRecord } from '@parley/core/ports/records';
import type { ModeratorStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';

type Row = {
  id: string;
  email: string;
  name: string;
  role: ModeratorRecord['role'];
  sites: string;
  password_hash: string;
  failed_sign_ins: number;
  locked_until: number | null;
  created_at: number;
};

const COLUMNS = 'id, email, name, role, sites, password_hash, failed_sign_ins, locked_until, created_at';

export function createModerators({ db, read, write }: Access): ModeratorStore {
  const select = (clause: string, ...values: string[]) =>
    db.all<Row>(`SELECT ${COLUMNS} FROM moderators ${clause}`, ...values).map(toModerator);
  return {
    find: (id) => read(() => select('WHERE id = ?', id)[0] ?? null),
    findByEmail: (email) => read(() => select('WHERE email = ?', email)[0] ?? null),
    list: () => read(() => select('ORDER BY id')),
    put: (moderator) =>
      write(() => {
        db.run(
          `INSERT INTO moderators (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET email = excluded.email, name = excluded.name, role = excluded.role,
             sites = excluded.sites, password_hash = excluded.password_hash,
             failed_sign_ins = excluded.failed_sign_ins, locked_until = excluded.locked_until,
             created_at = excluded.created_at`,
          moderator.id,
          moderator.email,
          moderator.name,
          moderator.role,
          JSON.stringify(moderator.sites),
          moderator.passwordHash,
          moderator.failedSignIns,
          moderator.lockedUntil,
          moderator.createdAt,
        );
      }),
    countFailure: (id, limit, lockedUntil) =>
      write(() => {
        db.run(
          `UPDATE moderators SET failed_sign_ins = failed_sign_ins + 1,
             locked_until = CASE WHEN failed_sign_ins + 1 >= ? THEN ? ELSE locked_until END
           WHERE id = ?`,
          limit,
          lockedUntil,
          id,
        );
      }),
    clearFailures: (id) =>
      write(() => {
        db.run('UPDATE moderators SET failed_sign_ins = 0, locked_until = NULL WHERE id = ?', id);
      }),
  };
}

function toModerator(row: Row): ModeratorRecord {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    sites: JSON.parse(row.sites),
    passwordHash: row.password_hash,
    failedSignIns: row.failed_sign_ins,
    lockedUntil: row.locked_until,
    createdAt: row.created_at,
  };
}
