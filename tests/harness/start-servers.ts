/** Finds or starts the servers that the suites stand on, and ends those that it started. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';

export type Servers = {
  /** `TEST_MONGO_URL`, `TEST_REDIS_URL`, `TEST_CHROMIUM`: those that were found. */
  env: Record<string, string>;
  /** Ends what was started here, by its process id, and removes its files. */
  stop(): Promise<void>;
};

/** A server on the same machine answers within a second or two; a loaded one gets more. */
const START_LIMIT_MS = 30_000;
const PROBE_LIMIT_MS = 3_000;
/** The first start of the installation beside the project downloads its server. */
const INSTALL_LIMIT_MS = 8 * 60_000;
const STOP_LIMIT_MS = 5_000;

const ROOT = resolve(import.meta.dirname, '../..');
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

type Started = { url: string | null; stop?: () => Promise<void> };

export async function startServers(): Promise<Servers> {
  const [redis, mongo, browser] = await Promise.all([findRedis(), findMongo(), findBrowser()]);
  const env: Record<string, string> = {};
  if (redis.url) env.TEST_REDIS_URL = redis.url;
  if (mongo.url) env.TEST_MONGO_URL = mongo.url;
  if (browser) env.TEST_CHROMIUM = browser;
  return {
    env,
    stop: async () => {
      await Promise.all([redis.stop?.(), mongo.stop?.()]);
    },
  };
}

async function findRedis(): Promise<Started> {
  const given = process.env.TEST_REDIS_URL;
  if (given) return { url: await asGiven('TEST_REDIS_URL', given, pingRedis) };
  const binary = await findOnPath('redis-server');
  if (binary) {
    const args = (port: string, folder: string) => [
      ...['--port', port, '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no'],
    ];
    return startPrivate(binary, args, (port) => `redis://127.0.0.1:${port}`, pingRedis);
  }
  return { url: await ifAnswering('redis://127.0.0.1:6379', pingRedis) };
}

async function findMongo(): Promise<Started> {
  const given = process.env.TEST_MONGO_URL;
  if (given) return { url: await asGiven('TEST_MONGO_URL', given, pingMongo) };
  const binary = await findOnPath('mongod');
  if (binary) {
    const args = (port: string, folder: string) => [
      '--port',
      port,
      '--bind_ip',
      '127.0.0.1',
      '--dbpath',
      folder,
    ];
    return startPrivate(binary, args, (port) => `mongodb://127.0.0.1:${port}`, pingMongo);
  }
  const beside = resolve(ROOT, '../shared/mongo/start');
  if (!(await isExecutable(beside))) return { url: null };
  try {
    const { stdout } = await promisify(execFile)(beside, { timeout: INSTALL_LIMIT_MS });
    return { url: await ifAnswering(stdout.trim().split('\n').at(-1) ?? '', pingMongo) };
  } catch (error) {
    console.error(`could not start MongoDB with ${beside}: ${error}`);
    return { url: null };
  }
}

async function findBrowser(): Promise<string | null> {
  const given = process.env.CHROMIUM_PATH ?? process.env.TEST_CHROMIUM;
  for (const path of given ? [given] : BROWSERS) if (await isExecutable(path)) return path;
  return null;
}

/** A server of our own on a free port, with a folder that goes when it goes. */
async function startPrivate(
  binary: string,
  args: (port: string, folder: string) => string[],
  address: (port: string) => string,
  ping: (url: string) => Promise<unknown>,
): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-server-'));
  const port = String(await freePort());
  const child = spawn(binary, args(port, folder), { stdio: 'ignore' });
  const stop = async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  const url = address(port);
  const deadline = Date.now() + START_LIMIT_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    if (await ifAnswering(url, ping)) return { url, stop };
    await new Promise((next) => setTimeout(next, 100));
  }
  await stop();
  console.error(`${binary} did not start`);
  return { url: null };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await exited;
  clearTimeout(force);
}

async function asGiven(variable: string, url: string, ping: (url: string) => Promise<unknown>) {
  const answering = await ifAnswering(url, ping);
  if (answering === null) console.error(`nothing answers at ${variable}`);
  return answering;
}

async function ifAnswering(url: string, ping: (url: string) => Promise<unknown>): Promise<string | null> {
  try {
    await ping(url);
    return url;
  } catch {
    return null;
  }
}

async function pingRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PROBE_LIMIT_MS,
    commandTimeout: PROBE_LIMIT_MS,
    retryStrategy: () => null,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}

async function pingMongo(url: string): Promise<void> {
  const connection = mongoose.createConnection(url, { serverSelectionTimeoutMS: PROBE_LIMIT_MS });
  try {
    await connection.asPromise();
    await connection.db?.admin().command({ ping: 1 });
  } finally {
    await connection.close(true);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

async function findOnPath(name: string): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    if (await isExecutable(path)) return path;
  }
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
