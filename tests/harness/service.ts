import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, readConfig } from '@parley/adapters/host/config';
import type { Clock } from '@parley/core/ports/host';
import type { Site, SiteSettings } from '@parley/core/ports/records';
import { compose, type Running } from '../../services/server/src/compose.ts';
import { createMovableClock, type MovableClock } from './clock.ts';
import { freePort } from './free-port.ts';
import { admitOwner, admitOwnerTo, OWNER } from './owner.ts';
import { guest, moderator, type Person } from './people.ts';
import { createQuietLog } from './quiet-log.ts';

export const SITE = 'gazette';
export { OWNER } from './owner.ts';

export type ServiceOptions = {
  store?: 'sqlite' | { mongo: string };
  bus?: 'memory' | { redis: string };
  nodes?: number;
  env?: Record<string, string>;
  /** What each node does; everything, for those without an entry. */
  roles?: string[];
  /** By how much the clock of each node is off, in milliseconds; 0 for those without an entry. */
  clockErrorsMs?: number[];
};

export type Node = {
  url: string;
  running: Running;
  /** Ends the process's parts as a stop would, without draining, and starts them anew on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** The real service in this process: one or more nodes on a store and a bus, with a clock that can be moved. */
export type Service = {
  nodes: Node[];
  url: string;
  clock: MovableClock;
  log: ReturnType<typeof createQuietLog>;
  folder: string;
  /** A reader who has given this name; `node` is the one they talk to. */
  guest(name: string, node?: number): Promise<Person>;
  moderator(node?: number): Promise<Person>;
  /** Changes the site's settings and has every node see them. */
  configure(settings: Partial<SiteSettings> & Partial<Pick<Site, 'ssoSecret' | 'origins'>>): Promise<void>;
  /** Runs every job once on every node. */
  settle(): Promise<void>;
  /** Stops all nodes; throws when a node wrote an error line that the test did not expect. */
  stop(options?: { expectErrors?: boolean }): Promise<void>;
};

/** Programs write faster than people, and nobody who is new may: where a browser writes, nobody is. */
export const QUICK_WRITERS = { trustedAfter: 0 };

export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-service-'));
  const clock = createMovableClock();
  const log = createQuietLog();
  const database = `parley_test_${randomBytes(6).toString('hex')}`;
  const nodes: Node[] = [];
  for (let index = 0; index < (options.nodes ?? 1); index += 1) {
    const errorMs = options.clockErrorsMs?.[index] ?? 0;
    const own = { now: () => clock.now() + errorMs };
    const config = await configOf(options, { folder, database, index });
    if (index === 0 && config.store.kind === 'sqlite') await admitOwnerTo(config.store.path, clock);
    nodes.push(await startNode(config, { clock: own, log }));
    if (index === 0 && config.store.kind === 'mongo') await admitOwner(nodes[0]!.running.store.moderators);
  }
  const [first] = nodes as [Node, ...Node[]];

  return {
    nodes,
    url: first.url,
    clock,
    log,
    folder,
    guest: (name, node = 0) => guest((nodes[node] as Node).url, SITE, name),
    moderator: (node = 0) => moderator((nodes[node] as Node).url, OWNER),
    async configure({ ssoSecret, origins, ...settings }) {
      const { store } = first.running;
      const site = (await store.sites.list()).find((one) => one.id === SITE) as Site;
      await store.sites.put({
        ...site,
        ...(ssoSecret === undefined ? {} : { ssoSecret }),
        ...(origins === undefined ? {} : { origins }),
        settings: { ...site.settings, ...settings },
        settingsVersion: site.settingsVersion + 1,
      });
      for (const node of nodes) await node.running.sites.refresh();
    },
    async settle() {
      for (const node of nodes) await node.running.worker?.drain();
    },
    async stop({ expectErrors = false } = {}) {
      for (const node of nodes) await node.stop();
      if (options.store !== undefined && options.store !== 'sqlite')
        await dropDatabase(options.store.mongo, database);
      await rm(folder, { recursive: true, force: true });
      const [error] = log.errors();
      if (error && !expectErrors)
        throw new Error(`the service logged ${error.event}: ${JSON.stringify(error.fields)}`);
    },
  };
}

async function configOf(
  options: ServiceOptions,
  place: { folder: string; database: string; index: number },
): Promise<Config> {
  const port = await freePort();
  const { store = 'sqlite', bus = 'memory' } = options;
  return readConfig({
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    STORE_URL:
      store === 'sqlite'
        ? `sqlite:${place.folder}/parley.db`
        : `${store.mongo.replace(/\/$/, '')}/${place.database}`,
    // Services of other suites have the same site and the same threads, and may be on the same Redis.
    BUS_URL: bus === 'memory' ? 'memory:' : `${bus.redis}?prefix=${place.database}:`,
    SECRET: 'a secret that is long enough for a test, and nothing else',
    BOOTSTRAP_SITE: `${SITE}=https://gazette.example`,
    SPOOL_DIR: join(place.folder, `spool-${place.index}`),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'debug',
    ...(options.roles?.[place.index] ? { ROLES: options.roles[place.index] } : {}),
    ...options.env,
  });
}

async function startNode(config: Config, host: { clock: Clock; log: Service['log'] }): Promise<Node> {
  let running = await compose(config, host);
  return {
    url: config.publicUrl,
    get running() {
      return running;
    },
    async restart() {
      await running.stop({ drainMs: 0 });
      running = await compose(config, host);
    },
    stop: () => running.stop({ drainMs: 0 }),
  };
}

async function dropDatabase(url: string, database: string): Promise<void> {
  const { default: mongoose } = await import('mongoose');
  const connection = await mongoose.createConnection(`${url.replace(/\/$/, '')}/${database}`).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
