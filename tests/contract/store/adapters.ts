import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '@parley/adapters/storage/sqlite/store';
import type { Clock } from '@parley/core/ports/host';
import type { Store } from '@parley/core/ports/store';
import { describeWithMongo } from '../../harness/servers.ts';

export type OpenedStore = {
  store: Store;
  /** Closes the store and removes everything it kept. */
  dispose(): Promise<void>;
};

export type Adapter = {
  name: Store['name'];
  /** Opens a suite; `url` is the address of the server it stands on, if it stands on one. */
  describe(title: string, body: (url: string) => void): unknown;
  open(url: string): Promise<OpenedStore>;
  /** How many of a hundred random histories are tried: over a wire each takes ten times as long. */
  percent: number;
};

const clock: Clock = { now: () => Date.now() };

/** Every adapter that claims to be a store. A third one starts with a line here. */
export const ADAPTERS: Adapter[] = [
  {
    name: 'sqlite',
    describe: (title, body) => describe(title, () => body('')),
    open: openSqlite,
    percent: 100,
  },
  { name: 'mongo', describe: describeWithMongo, open: openMongo, percent: 40 },
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
async function openMongo(server: string): Promise<OpenedStore> {
  const { openMongoStore } = await import('@parley/adapters/storage/mongo/store');
  const url = new URL(server);
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
