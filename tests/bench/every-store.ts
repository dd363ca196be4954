import { join } from 'node:path';
import type { Store } from '@parley/core/ports/store';
import type { Row } from './row.ts';

/** Measures on SQLite, and on MongoDB where `TEST_MONGO_URL` says where one is; what is written there goes again. */
export async function onEveryStore(
  folder: string,
  name: string,
  measure: (store: Store) => Promise<Row[]>,
): Promise<Row[]> {
  const clock = { now: Date.now };
  const { openSqliteStore } = await import('@parley/adapters/storage/sqlite/store');
  const sqlite = await openSqliteStore({ path: join(folder, `${name}.db`), clock });
  const rows = await measure(sqlite);
  await sqlite.close();
  const server = process.env.TEST_MONGO_URL;
  if (!server) return rows;
  const { openMongo } = await import('@parley/adapters/storage/mongo/store');
  const url = `${server.replace(/\/$/, '')}/parley_bench_${name}`;
  const { store, connection } = await openMongo({ url, clock });
  try {
    return [...rows, ...(await measure(store))];
  } finally {
    await connection.dropDatabase();
    await store.close();
  }
}
