import { readConfig } from '@parley/adapters/host/config';
import type { Store } from '@parley/core/ports/store';
import type { Host } from './host.ts';
import { silentLog } from './silent-log.ts';

/** Opens the configured store for one piece of work, and closes it whatever happens. */
export async function withStore<T>(host: Host, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await host.openStore(readConfig(host.env), { clock: host.clock, log: silentLog });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
