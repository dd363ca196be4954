import type { ChallengeStore } from '@parley/core/ports/captcha';
import type { Access } from './access.ts';

export function createChallenges({ db, write }: Access): ChallengeStore {
  return {
    take: ({ id, by, expiresAt }) =>
      write(() => {
        const sql =
          'INSERT INTO challenges (id, taken_by, expires_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING';
        if (db.run(sql, id, by, expiresAt) > 0) return true;
        return db.get<{ by: string }>('SELECT taken_by AS by FROM challenges WHERE id = ?', id)?.by === by;
      }),
    purge: (before, limit) =>
      write(() =>
        db.run(
          'DELETE FROM challenges WHERE id IN (SELECT id FROM challenges WHERE expires_at < ? LIMIT ?)',
          before,
          limit,
        ),
      ),
  };
}
