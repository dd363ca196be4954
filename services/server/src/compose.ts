/**
 * Puts a process together: the only file that picks concrete adapters. Everything else receives what it
 * needs.
 */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createAltcha } from '@parley/adapters/captcha/altcha';
import { createAddressReader } from '@parley/adapters/host/client-address';
import { systemClock } from '@parley/adapters/host/clock';
import type { Config } from '@parley/adapters/host/config';
import { createIds } from '@parley/adapters/host/ids';
import { openIssueSpool } from '@parley/adapters/host/issue-spool';
import { createHashToken, keptSecret } from '@parley/adapters/host/secret';
import { createHttpOut } from '@parley/adapters/http-out/node-http-out';
import { createLoggedMailer } from '@parley/adapters/mail/logged';
import { boundInTime } from '@parley/adapters/storage/bounded-store';
import { createBreaker } from '@parley/core/moderation/outside/breaker';
import type { EventBus } from '@parley/core/ports/event-bus';
import type { Clock, Log } from '@parley/core/ports/host';
import type { Mailer } from '@parley/core/ports/mailer';
import type { Store } from '@parley/core/ports/store';
import { bootstrapOwner, bootstrapSite } from '@parley/core/setup/bootstrap';
import { followSites } from '@parley/core/sites/announce-site';
import { createSiteDirectory, type SiteDirectory } from '@parley/core/sites/site-directory';
import { createHttpServer } from './http/app.ts';
import type { HttpDeps } from './http/deps.ts';
import { createRecentRequests } from './http/recent-requests.ts';
import { createMetrics } from './metrics.ts';
import { type Realtime, startRealtime } from './realtime/gateway.ts';
import { realtimeDeps } from './realtime-deps.ts';
import { shareServed } from './served-elsewhere.ts';
import { importReportsJob, workerJobs } from './worker/jobs.ts';
import { startWorker, type Worker } from './worker/start-worker.ts';

export const VERSION = '0.1.0';
/** Clients come back within this time of being told, so that the next server is not stormed. */
const DRAIN_SPREAD_MS = 4_000;
const AKISMET_URL = 'https://rest.akismet.com';
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
/** Requests under way may take this long after the sockets are gone. */
const FINISH_MS = 10_000;

export type Running = {
  port: number;
  store: Store;
  bus: EventBus;
  sites: SiteDirectory;
  /** Null in a process without jobs. */
  worker: Worker | null;
  /** The owner's address; the password only when it was made up in this start. */
  owner: { email: string; password: string | null } | null;
  /** Stops taking, finishes what is under way, closes. Safe to call twice. */
  stop(options?: { drainMs?: number }): Promise<void>;
};

/** Starts the roles of this process; resolves when it serves. Whatever fails at the start undoes the rest. */
export async function compose(config: Config, host: { log: Log; clock?: Clock }): Promise<Running> {
  const { log } = host;
  const clock = host.clock ?? systemClock;
  const ids = createIds(clock);
  const closers: (() => Promise<unknown>)[] = [];
  let isDraining = false;
  try {
    const store = await openStore(config, clock, log);
    closers.push(() => store.close());
    const bus = await openBus(config, log);
    closers.push(() => bus.close());
    // For all that people wait for; jobs take the time that they need.
    const promptStore = boundInTime(store);
    const sites = createSiteDirectory({ sites: promptStore.sites, clock, log });
    if (config.bootstrapSite) await bootstrapSite({ store, clock, ids }, config.bootstrapSite);
    const mayMakeOwner = config.bootstrapModerator !== null || config.store.kind === 'sqlite';
    const owner = mayMakeOwner
      ? await bootstrapOwner({ store, clock, ids }, config.bootstrapModerator)
      : null;
    await sites.refresh();
    followSites({ bus, sites, log });

    const hashToken = createHashToken(await secretOf(config));
    const metrics = createMetrics();
    const spool = await openIssueSpool(config.spoolDir, log);
    const ownOrigins = namesOf(new URL(config.publicUrl));
    const readAddress = createAddressReader(config.trustProxy);
    const addressOf: HttpDeps['addressOf'] = (request) =>
      readAddress({ remote: request.socket.remoteAddress, forwardedFor: request.headers['x-forwarded-for'] });
    const limitStores = await openLimitStores(config, log);
    if (limitStores) closers.push(() => limitStores.close());
    const testOrigin = config.outboundTestOrigin;
    const services = {
      httpOut: createHttpOut({ testOrigin }),
      akismetUrl: testOrigin ?? AKISMET_URL,
      breaker: createBreaker({ clock }),
    };
    const shared = {
      store: promptStore,
      bus,
      sites,
      clock,
      ids,
      hashToken,
      log,
      metrics,
      addressOf,
      ownOrigins,
      hasMail: config.mailUrl !== null,
    };

    const recent = createRecentRequests();
    const server = createHttpServer({
      ...shared,
      spool,
      recent,
      services,
      captcha: createAltcha({ key: hashToken('the key of challenges'), clock }),
      rateLimits: config.rateLimits,
      rateLimitStore: limitStores?.storeFor,
      isDraining: () => isDraining,
      version: VERSION,
      serves: config.roles.has('http') ? 'everything' : 'health',
    });
    closers.push(() => closeServer(server));
    const realtime = config.roles.has('realtime')
      ? startRealtime({
          server,
          deps: realtimeDeps(shared),
          // A load test's readers all come from one address.
          config: config.rateLimits ? {} : { socketsPerAddress: Number.POSITIVE_INFINITY },
        })
      : null;
    const holder = ids.sortable();
    const mailer = await openMailer(config, log);
    closers.push(() => mailer.close());
    const servedElsewhere = shareServed({ bus, log, recent, node: holder });
    const jobDeps = { ...shared, services, store, holder, spool, mailer, servedElsewhere };
    const jobs = [
      ...(config.roles.has('worker') ? workerJobs(jobDeps) : []),
      ...(config.roles.has('http') ? [importReportsJob(jobDeps)] : []),
    ];
    const worker = jobs.length === 0 ? null : startWorker({ log, clock, metrics }, jobs);
    const port = await listen(server, config);

    let stopping: Promise<void> | null = null;
    return {
      port,
      store,
      bus,
      sites,
      worker,
      owner,
      stop({ drainMs = DRAIN_SPREAD_MS } = {}) {
        isDraining = true;
        stopping ??= stop({ realtime, worker, server, drainMs, closers, log });
        return stopping;
      },
    };
  } catch (error) {
    for (const close of closers.reverse()) await close().catch(() => {});
    throw error;
  }
}

/** Beside the embedded store one is made; with MongoDB `readConfig` insists on one. */
async function secretOf({ secret, store }: Config): Promise<string> {
  return secret ?? keptSecret(join(store.kind === 'sqlite' ? dirname(store.path) : '.', 'secret'));
}

/** Only what is used is loaded: a small machine on SQLite need not carry MongoDB's and Redis's drivers. */
async function openStore(config: Config, clock: Clock, log: Log): Promise<Store> {
  if (config.store.kind === 'mongo') {
    const { openMongoStore } = await import('@parley/adapters/storage/mongo/store');
    return openMongoStore({ url: config.store.url, clock, log });
  }
  const { openSqliteStore } = await import('@parley/adapters/storage/sqlite/store');
  return openSqliteStore({ path: config.store.path, clock, log, exclusive: true });
}

async function openBus(config: Config, log: Log): Promise<EventBus> {
  if (config.bus.kind === 'redis') {
    const { createRedisBus } = await import('@parley/adapters/bus/redis');
    return createRedisBus({ url: config.bus.url, log });
  }
  const { createMemoryBus } = await import('@parley/adapters/bus/memory');
  return createMemoryBus({ log });
}

async function openLimitStores(config: Config, log: Log) {
  if (config.bus.kind !== 'redis') return undefined;
  const { createRedisLimitStores } = await import('@parley/adapters/limits/redis');
  return createRedisLimitStores({ url: config.bus.url, log });
}

async function openMailer({ mailUrl, publicUrl }: Config, log: Log): Promise<Mailer> {
  if (mailUrl === null) return createLoggedMailer(log);
  const { createSmtpMailer } = await import('@parley/adapters/mail/smtp');
  return createSmtpMailer(mailUrl, { from: `comments@${new URL(publicUrl).hostname}` });
}

/** Somebody at this machine may call it by any of its loopback names. */
function namesOf({ origin, protocol, hostname, port }: URL): [string, ...string[]] {
  const isLoopback = LOOPBACK_NAMES.includes(hostname);
  const others = isLoopback ? LOOPBACK_NAMES.filter((name) => name !== hostname) : [];
  return [origin, ...others.map((name) => `${protocol}//${name}${port === '' ? '' : `:${port}`}`)];
}

async function listen(server: Server, config: Config): Promise<number> {
  server.listen(config.port, config.host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function stop(parts: {
  realtime: Realtime | null;
  worker: Worker | null;
  server: Server;
  drainMs: number;
  closers: (() => Promise<unknown>)[];
  log: Log;
}): Promise<void> {
  const { realtime, worker, server, drainMs, closers, log } = parts;
  await realtime?.drain(drainMs);
  const closed = closeServer(server);
  await realtime?.close();
  await closed;
  await worker?.stop();
  for (const close of closers.reverse()) {
    await close().catch((error: unknown) => log.warn('stop.incomplete', { error: String(error) }));
  }
}

/** Requests under way are finished; connections that only wait are closed at once. */
async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), FINISH_MS);
  await closed;
  clearTimeout(timer);
}
