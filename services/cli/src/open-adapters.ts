/** Picks the adapters that the settings name; the driver of the other one is not even loaded. */
import type { Config } from '@parley/adapters/host/config';
import type { EventBus } from '@parley/core/ports/event-bus';
import type { Clock, Log } from '@parley/core/ports/host';
import type { Store } from '@parley/core/ports/store';

/** Opens the store beside a server that may be using it. */
export async function openConfiguredStore(config: Config, deps: { clock: Clock; log: Log }): Promise<Store> {
  if (config.store.kind === 'sqlite') {
    const { openSqliteStore } = await import('@parley/adapters/storage/sqlite/store');
    return openSqliteStore({ ...deps, path: config.store.path, exclusive: false });
  }
  const { openMongoStore } = await import('@parley/adapters/storage/mongo/store');
  return openMongoStore({ ...deps, url: config.store.url });
}

export async function openConfiguredBus(config: Config, deps: { log: Log }): Promise<EventBus> {
  if (config.bus.kind === 'memory') {
    const { createMemoryBus } = await import('@parley/adapters/bus/memory');
    return createMemoryBus(deps);
  }
  const { createRedisBus } = await import('@parley/adapters/bus/redis');
  return createRedisBus({ ...deps, url: config.bus.url });
}
