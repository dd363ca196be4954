import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '@parley/adapters/storage/sqlite/store';
import type { Clock } from '@parley/core/ports/host';
import type { Store } from '@parley/core/ports/store';

export type OpenedStore = {
  store: Store;
  /** Closes the store and removes everything it kept. */
  dispose(): Promise<void>;
};

export type Adapter = {
  name: Store['name'];
  /** Why it cannot be tried here; null when it can. */
  missing: string | null;
  open(): Promise<OpenedStore>;
};

const clock: Clock = { now: () => Date.now() };
const mongoUrl = process.env.TEST_MONGO_URL ?? '';

/** Every adapter that claims to be a store. A third one starts with a line here. */
export const ADAPTERS: Adapter[] = [
  { name: 'sqlite', missing: null, open: openSqlite },
  {
    name: 'mongo',
    missing: mongoUrl === '' ? 'no MongoDB: set TEST_MONGO_URL' : null,
    open: openMongo,
  },
];

async function openSqlite(): Promise<OpenedStore> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-store-'));
  const store = await openSqliteStore({ path: join(folder, 'parley.db'), clock });
  return {
    store,
    dispose: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Each run has a database of its own on the server, dropped at the end. */
async function openMongo(): Promise<OpenedStore> {
  const module: string = '@parley/adapters/storage/mongo/store';
  const { openMongoStore } = await import(module);
  const url = new URL(mongoUrl);
  url.pathname = `/parley-test-${randomBytes(6).toString('hex')}`;
  const store: Store = await openMongoStore({ url: url.href, clock });
  return {
    store,
    dispose: async () => {
      const { default: mongoose } = await import('mongoose');
      const connection = await mongoose.createConnection(url.href).asPromise();
      await connection.dropDatabase();
      await connection.close();
      await store.close();
    },
  };
}
