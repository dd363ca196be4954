import type { RelayStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import { reconcileThread } from './reconcile.ts';

export function createRelay(access: Access): RelayStore {
  const { db, clock, read, write } = access;
  return {
    // A write is one transaction: a crash leaves nothing half done.
    repair: async () => ({ changes: [], items: [] }),
    reconcile: (thread) => reconcileThread(access, thread),
    listThreads: (after, limit) =>
      read(() => {
        const sql = 'SELECT id FROM threads WHERE id > ? ORDER BY id LIMIT ?';
        return db.all<{ id: string }>(sql, after ?? '', limit).map(({ id }) => id);
      }),
    lease: (job, holder, durationMs) =>
      write(() => {
        const now = clock.now();
        return (
          db.run(
            `INSERT INTO leases (job, holder, until) VALUES (?, ?, ?)
             ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, until = excluded.until
             WHERE leases.holder = excluded.holder OR leases.until <= ?`,
            job,
            holder,
            now + durationMs,
            now,
          ) > 0
        );
      }),
  };
}
