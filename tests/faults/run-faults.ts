import { send } from './acts/post.ts';
import { attempt } from './attempt.ts';
import { findViolations } from './checks.ts';
import { signIn } from './clients.ts';
import { type Cluster, SITE, startCluster } from './cluster.ts';
import { type Heal, settle, watchHeal } from './convergence.ts';
import { gatherEvidence } from './evidence.ts';
import { createHistory, type History } from './history.ts';
import { inject } from './inject.ts';
import { hasAllVotes, readMine } from './mine.ts';
import { type Actors, perform } from './operations.ts';
import { openReaderWindow, type ReaderWindow } from './reader-window.ts';
import { createReport, type Report } from './report.ts';
import {
  createSchedule,
  type Fault,
  type Operation,
  PAUSE_MIN_MS,
  type ScheduleOptions,
} from './schedule.ts';

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
/** Operations that are later than this are left out: the service answers hardly or not at all. */
const LATE_LIMIT_MS = 20_000;
/** Posts without an answer are asked again for this long once everything is healed. */
const RESOLVE_LIMIT_MS = 60_000;
/** A crash is repaired after 3 s, by a job that comes every 2 s and whose lease a dead holder keeps for 5 s. */
const JOBS_DONE_MS = 10_500;
const WINDOWS_LIVE_LIMIT_MS = 30_000;

/** One run of a seed, from starting the servers to the verdict. */
export async function runFaults(options: FaultOptions): Promise<Report> {
  const { operations, faults } = createSchedule(options);
  const cluster = await startCluster(options);
  const windows: ReaderWindow[] = [];
  try {
    const actors: Actors = { ...(await signIn(cluster, options)), history: createHistory() };
    const { clients, history } = actors;
    windows.push(...(await openWindows(cluster, actors, options)));

    const startedAt = performance.now();
    const ofClient = (index: number) => operations.filter(({ client }) => client === index);
    const [heals] = await Promise.all([
      harm(cluster, windows, { faults, startedAt }),
      ...clients.map(({ index }) =>
        operate(actors, ofClient(index), { startedAt, seconds: options.seconds }),
      ),
    ]);
    await resolveOpenPosts(actors);
    const { truth, afterMs } = await settle(cluster, windows, {
      limitMs: options.settleLimitMs ?? SETTLE_LIMIT_MS,
      isDone: async (loaded) =>
        performance.now() > quietFrom(heals) &&
        hasAllVotes(await readMine(clients), loaded) &&
        (await areReportsImported(cluster, history)),
    });
    const mine = await readMine(clients);

    for (const window of windows) window.close();
    const serverExitCodes = await cluster.endServers();
    const evidence = await gatherEvidence(cluster.storeUrl, history, clients);
    const found = { history, heals, evidence, windows, clients, truth, mine, serverExitCodes };
    const violations = findViolations(found);
    const rest = {
      settledMs: Math.round(afterMs),
      largestMegabytes: cluster.largestMegabytes().map(Math.round),
      serverExitCodes,
      serverErrors: cluster.errors(),
    };
    const { mongoUrl: _, ...told } = options;
    return createReport({
      options: told,
      history,
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

/**
 * One after the other for each client, as a person writes; late where the one before took long, and not at all
 * where it took too long.
 */
async function operate(
  actors: Actors,
  operations: Operation[],
  { startedAt, seconds }: { startedAt: number; seconds: number },
): Promise<void> {
  const endsAt = startedAt + seconds * 1_000 + LATE_LIMIT_MS;
  for (const operation of operations) {
    await until(startedAt + operation.at);
    if (performance.now() > endsAt) return;
    await perform(actors, operation);
  }
}

/** One fault after the other, with time between them for the windows to come to the truth. */
async function harm(
  cluster: Cluster,
  windows: ReaderWindow[],
  { faults, startedAt }: { faults: Fault[]; startedAt: number },
): Promise<Heal[]> {
  const heals: Promise<Heal>[] = [];
  let healedAt = startedAt;
  for (const fault of faults) {
    await until(Math.max(startedAt + fault.at, healedAt + PAUSE_MIN_MS));
    await inject(cluster, fault);
    healedAt = performance.now();
    heals.push(watchHeal(cluster, windows, { kind: fault.kind, at: healedAt }));
  }
  return Promise.all(heals);
}

/** Posts without an answer are asked again, until they are answered, one way or the other. */
async function resolveOpenPosts(actors: Actors): Promise<void> {
  const deadline = performance.now() + RESOLVE_LIMIT_MS;
  for (const posted of actors.history.posts.values()) {
    const client = actors.clients[posted.client];
    while (client && posted.outcome === 'unknown' && performance.now() < deadline) {
      const outcome = await send(actors, client, posted, 'asked again at the end');
      if (outcome === 'refused') break;
    }
  }
}

/** By then the jobs have repaired whatever the last fault left half done. */
function quietFrom(heals: Heal[]): number {
  return (heals.at(-1)?.at ?? 0) + JOBS_DONE_MS;
}

/** Acknowledged reports wait at the server that took them, until it carries them into the store. */
async function areReportsImported({ nodes }: Cluster, { reports }: History): Promise<boolean> {
  for (const [ticket, outcome] of reports) {
    const states = await Promise.all(
      nodes.map(({ api }) => attempt(() => api.getTicket(ticket)).then(({ value }) => value?.state)),
    );
    const isHere = states.every((state) => state !== undefined && state !== 'received');
    if (outcome === 'done' && !isHere) return false;
  }
  return true;
}

async function openWindows(
  { proxies }: Cluster,
  { clients, history }: Actors,
  { hasDeafWindow }: FaultOptions,
): Promise<ReaderWindow[]> {
  const open = ({ index, threadKey, token }: (typeof clients)[number], isDeaf: boolean) =>
    openReaderWindow({
      name: isDeaf ? 'the deaf window' : `window ${index}`,
      baseUrl: `http://127.0.0.1:${index === 0 ? proxies.slowReader.port : proxies.readers.port}`,
      site: SITE,
      key: threadKey,
      token: () => token,
      mayShow: history.mayShow,
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
