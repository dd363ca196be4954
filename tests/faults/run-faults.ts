import { findViolations } from './checks.ts';
import { signIn } from './clients.ts';
import { type Cluster, SITE, startCluster } from './cluster.ts';
import { type Heal, readHeads, settle } from './convergence.ts';
import { gatherEvidence } from './evidence.ts';
import { createHistory } from './history.ts';
import { inject } from './inject.ts';
import { nameIn } from './marker.ts';
import { type Actors, perform, send } from './operations.ts';
import { openReaderWindow, type ReaderWindow } from './reader-window.ts';
import { createReport, type Report } from './report.ts';
import { createSchedule, type Fault, type Operation, type ScheduleOptions } from './schedule.ts';

export type FaultOptions = ScheduleOptions & {
  servers: number;
  threads: number;
  mongoUrl: string | null;
  /** The negative control: one window more, whose client neither hears heads nor repairs gaps. */
  hasDeafWindow?: boolean;
  settleLimitMs?: number;
};

/** The longest wait of a client between two attempts, a job's lease that died with its holder, and as much again. */
const SETTLE_LIMIT_MS = 90_000;
/** Posts without an answer are asked again for this long once everything is healed. */
const RESOLVE_LIMIT_MS = 60_000;
const WINDOWS_LIVE_LIMIT_MS = 30_000;

/** One run of a seed, from starting the servers to the verdict. */
export async function runFaults(options: FaultOptions): Promise<Report> {
  const { operations, faults } = createSchedule(options);
  const cluster = await startCluster(options);
  const windows: ReaderWindow[] = [];
  try {
    const { clients, moderators } = await signIn(cluster, options);
    const actors: Actors = { clients, moderators, history: createHistory(), letThrough: new Set() };
    windows.push(...(await openWindows(cluster, actors, options)));

    const startedAt = performance.now();
    const heals: Heal[] = [];
    await Promise.all([
      ...clients.map(({ index }) =>
        operate(
          actors,
          operations.filter((operation) => operation.client === index),
          startedAt,
        ),
      ),
      harm(cluster, windows, { faults, heals, startedAt }),
    ]);
    await resolveOpenPosts(actors);
    const { truth, afterMs } = await settle(cluster, windows, options.settleLimitMs ?? SETTLE_LIMIT_MS);

    for (const window of windows) window.close();
    const serverExitCodes = await cluster.endServers();
    const evidence = await gatherEvidence(cluster.storeUrl, actors.history, clients);
    const violations = findViolations({ history: actors.history, evidence, windows, clients, truth });
    const rest = {
      settledMs: Math.round(afterMs),
      largestServerMegabytes: cluster.largestMegabytes(),
      serverExitCodes,
      serverErrors: cluster.errors(),
    };
    const { mongoUrl: _, ...told } = options;
    return createReport({
      options: told,
      history: actors.history,
      heals,
      startedAt,
      windows,
      violations,
      rest,
    });
  } finally {
    for (const window of windows) window.close();
    await cluster.clear();
  }
}

/** One after the other for each client, as a person writes; late where the one before took long. */
async function operate(actors: Actors, operations: Operation[], startedAt: number): Promise<void> {
  for (const operation of operations) {
    await until(startedAt + operation.at);
    await perform(actors, operation);
  }
}

async function harm(
  cluster: Cluster,
  windows: ReaderWindow[],
  { faults, heals, startedAt }: { faults: Fault[]; heals: Heal[]; startedAt: number },
): Promise<void> {
  const keys = [...new Set(windows.map(({ threadKey }) => threadKey))];
  for (const fault of faults) {
    await until(startedAt + fault.at);
    await inject(cluster, fault);
    const at = performance.now();
    heals.push({ kind: fault.kind, at, heads: await readHeads(cluster, keys) });
  }
}

async function resolveOpenPosts(actors: Actors): Promise<void> {
  const deadline = performance.now() + RESOLVE_LIMIT_MS;
  for (const posted of actors.history.posts.values()) {
    const client = actors.clients[posted.client];
    while (client && posted.outcome === 'unknown' && performance.now() < deadline) {
      await send(actors, client, posted, 'asked again at the end');
    }
  }
}

async function openWindows(
  { proxies }: Cluster,
  { clients, letThrough, history }: Actors,
  { hasDeafWindow }: FaultOptions,
): Promise<ReaderWindow[]> {
  const mayShow = (html: string) => {
    const name = nameIn(html) ?? '';
    return !history.posts.get(name)?.isMeantHeld || letThrough.has(name);
  };
  const open = ({ index, threadKey, token }: (typeof clients)[number], isDeaf: boolean) =>
    openReaderWindow({
      name: isDeaf ? 'the deaf window' : `window ${index}`,
      baseUrl: `http://127.0.0.1:${index === 0 ? proxies.slowReader.port : proxies.readers.port}`,
      site: SITE,
      key: threadKey,
      token: () => token,
      mayShow,
      isDeaf,
    });
  const windows = await Promise.all(clients.map((client) => open(client, false)));
  const last = clients.at(-1);
  if (hasDeafWindow && last) windows.push(await open(last, true));
  const deadline = performance.now() + WINDOWS_LIVE_LIMIT_MS;
  while (windows.some(({ live }) => live.state().status !== 'live')) {
    if (performance.now() > deadline) throw new Error('not all windows came live before the faults began');
    await until(performance.now() + 20);
  }
  return windows;
}

async function until(at: number): Promise<void> {
  const wait = at - performance.now();
  if (wait > 0) await new Promise((next) => setTimeout(next, wait));
}
