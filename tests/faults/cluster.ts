import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiClient, createApiClient } from '@parley/contracts/client/api-client';
import { residentMegabytes } from '../bench/machine.ts';
import { freePort } from '../harness/free-port.ts';
import { type ServerProcess, startServerProcess } from '../harness/process.ts';
import { createProxy, type FaultProxy } from './proxy.ts';
import { type RedisProcess, startRedis } from './redis-process.ts';

export const SITE = 'gazette';
export const MODERATOR = { email: 'mod@gazette.example', password: 'a long enough password' };
const SECRET = 'a secret that is long enough for a test, and nothing else';
const LOOK_AT_MEMORY_EVERY_MS = 500;
const CALL_TIMEOUT_MS = 5_000;

export type ServerNode = {
  url: string;
  process: ServerProcess;
  /** Past any proxy. */
  api: ApiClient;
  start(): Promise<void>;
};

/** Real server processes with a faulty network around them. */
export type Cluster = {
  nodes: ServerNode[];
  /** Between clients and servers; a connection goes to whichever node takes it. */
  proxies: {
    readers: FaultProxy;
    slowReader: FaultProxy;
    writers: FaultProxy;
    store: FaultProxy | null;
    bus: FaultProxy | null;
  };
  redis: RedisProcess | null;
  /** Straight to the store, for checks. */
  storeUrl: string;
  /** Resident, by server, over all its processes. */
  largestMegabytes(): number[];
  /** What the servers complained about at level error, one line each. */
  errors(): string[];
  /** Ends the servers as an operator would; answers their exit codes. */
  endServers(): Promise<(number | null)[]>;
  /** Ends whatever is left and removes all traces. */
  clear(): Promise<void>;
};

export async function startCluster(options: {
  servers: number;
  /** Null: SQLite, which one process uses alone. */
  mongoUrl: string | null;
}): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-faults-'));
  const database = `parley_faults_${randomUUID().slice(0, 8)}`;
  const { mongoUrl } = options;
  const ports = await Promise.all(Array.from({ length: mongoUrl === null ? 1 : options.servers }, freePort));
  const targets = () => ports.map((port) => ({ host: '127.0.0.1', port }));
  const redis = mongoUrl === null ? null : await startRedis();
  const mongo = mongoUrl === null ? null : new URL(mongoUrl);
  const proxies: Cluster['proxies'] = {
    readers: await createProxy(targets),
    slowReader: await createProxy(targets),
    writers: await createProxy(targets),
    store: mongo && (await createProxy(() => [{ host: mongo.hostname, port: Number(mongo.port || 27_017) }])),
    bus: redis && (await createProxy(() => [{ host: '127.0.0.1', port: redis.port }])),
  };
  const env = {
    SECRET,
    BOOTSTRAP_SITE: `${SITE}=https://gazette.example`,
    BOOTSTRAP_MODERATOR: `${MODERATOR.email}:${MODERATOR.password}`,
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    STORE_URL: proxies.store
      ? `mongodb://127.0.0.1:${proxies.store.port}/${database}?directConnection=true`
      : `sqlite:${folder}/parley.db`,
    BUS_URL: proxies.bus ? `redis://127.0.0.1:${proxies.bus.port}` : 'memory:',
  };

  const nodes: ServerNode[] = [];
  const outputs: (() => string)[] = [];
  const largest = ports.map(() => 0);
  const looking = setInterval(() => {
    for (const [index, { process }] of nodes.entries()) {
      const megabytes = (process.child.pid && residentMegabytes(process.child.pid)) || 0;
      largest[index] = Math.max(largest[index] ?? 0, megabytes);
    }
  }, LOOK_AT_MEMORY_EVERY_MS);

  async function startNode(port: number, index: number): Promise<ServerNode> {
    const start = async () => {
      const process = await startServerProcess(port, { ...env, SPOOL_DIR: join(folder, `spool-${index}`) });
      outputs.push(process.output);
      return process;
    };
    const node: ServerNode = {
      url: `http://127.0.0.1:${port}`,
      api: createApiClient({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: CALL_TIMEOUT_MS }),
      process: await start(),
      async start() {
        node.process = await start();
      },
    };
    return node;
  }

  /** However this process ends, nothing that it started stays behind. */
  const endAll = () => {
    for (const node of nodes) node.process.child.kill('SIGKILL');
    redis?.endNow();
  };
  process.once('exit', endAll);

  async function clear() {
    clearInterval(looking);
    process.off('exit', endAll);
    await Promise.all(nodes.map(({ process }) => process.end('SIGKILL')));
    await Promise.all(Object.values(proxies).map((proxy) => proxy?.close()));
    await redis?.kill();
    if (mongoUrl !== null) await dropDatabase(mongoUrl, database);
    await rm(folder, { recursive: true, force: true });
  }

  try {
    for (const [index, port] of ports.entries()) nodes.push(await startNode(port, index));
  } catch (error) {
    await clear();
    throw error;
  }
  return {
    nodes,
    proxies,
    redis,
    storeUrl: mongoUrl === null ? `sqlite:${folder}/parley.db` : `${mongoUrl.replace(/\/$/, '')}/${database}`,
    largestMegabytes: () => largest,
    errors: () => outputs.flatMap((output) => output().split('\n').filter(isError)),
    endServers: () => Promise.all(nodes.map(({ process }) => process.end('SIGTERM'))),
    clear,
  };
}

function isError(line: string): boolean {
  return /"level":\s*("error"|50)/.test(line);
}

async function dropDatabase(url: string, database: string): Promise<void> {
  const { default: mongoose } = await import('mongoose');
  const connection = await mongoose.createConnection(`${url.replace(/\/$/, '')}/${database}`).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
