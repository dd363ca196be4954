import { type Cluster, type ServerNode, SITE } from './cluster.ts';
import type { ReaderWindow } from './reader-window.ts';
import type { FaultKind } from './schedule.ts';
import { loadWholeThread, shownLines, type WholeThread } from './whole-thread.ts';

/** A fault that is over. Times are milliseconds. */
export type Heal = {
  kind: FaultKind;
  /** Of `performance.now()`, right when the harm was undone. */
  at: number;
  /** What the first server that answered after it held, by thread key; null when none did. */
  heads: Map<string, number> | null;
  /** Until every server had answered a reader; Infinity: not all of them did. */
  allServersMs: number;
  /** For each window that had no live connection then, how long it took to have one; Infinity: it had none. */
  liveAgainMs: number[];
};

/** Between two looks, and how long every window must have stood still to count as settled. */
const LOOK_EVERY_MS = 250;
const STILL_MS = 1_500;
/** What does not come back after a fault is looked at for this long, at this pace. */
const COMING_BACK_LIMIT_MS = 30_000;
const ASK_EVERY_MS = 50;

export type Settled = { truth: Map<string, WholeThread>; isSettled: boolean; afterMs: number };

/**
 * Waits until every window shows what a fresh load shows, twice in a row with nothing written between, and
 * `isDone` says that nothing else is under way; or for `limitMs`. `truth`: the last fresh load of each thread,
 * by its key; empty when no server answered. `afterMs`: how long the windows took.
 */
export async function settle(
  cluster: Cluster,
  windows: ReaderWindow[],
  { limitMs, isDone }: { limitMs: number; isDone(truth: Map<string, WholeThread>): Promise<boolean> },
): Promise<Settled> {
  const startedAt = performance.now();
  const keys = threadKeys(windows);
  let agreedAt: number | null = null;
  let agreedOn = '';
  for (;;) {
    const now = performance.now();
    if (now - startedAt > limitMs) {
      const truth = await loadAll(cluster, keys).catch(() => new Map());
      return { truth, isSettled: false, afterMs: now - startedAt };
    }
    const heads = await readHeads(cluster, keys).catch(() => new Map<string, number>());
    const words = JSON.stringify([...heads]);
    const isLevel = windows.every(({ threadKey, shown }) => shown.head === heads.get(threadKey));
    if (!isLevel || words !== agreedOn) {
      agreedAt = isLevel ? performance.now() : null;
      agreedOn = words;
    } else if (agreedAt !== null && performance.now() - agreedAt >= STILL_MS) {
      const truth = await loadAll(cluster, keys).catch(() => new Map<string, WholeThread>());
      const isSame = windows.every((window) => differences(window, truth).length === 0);
      if (isSame && (await isDone(truth))) return { truth, isSettled: true, afterMs: agreedAt - startedAt };
    }
    await wait(LOOK_EVERY_MS);
  }
}

/** Lines that only one of them shows: the window's marked `-`, the store's marked `+`. */
export function differences(window: ReaderWindow, truth: Map<string, WholeThread>): string[] {
  const whole = truth.get(window.threadKey);
  if (whole === undefined) return ['+ the thread'];
  const seen = new Set(shownLines(window.shown));
  const right = new Set(shownLines(whole));
  return [
    ...(window.shown.head === whole.head ? [] : [`- head ${window.shown.head}`, `+ head ${whole.head}`]),
    ...[...seen].filter((line) => !right.has(line)).map((line) => `- ${line}`),
    ...[...right].filter((line) => !seen.has(line)).map((line) => `+ ${line}`),
  ];
}

/** Watches servers and windows come back, from the moment in which a fault is over. */
export async function watchHeal(
  { nodes }: Cluster,
  windows: ReaderWindow[],
  { kind, at }: Pick<Heal, 'kind' | 'at'>,
): Promise<Heal> {
  const keys = threadKeys(windows);
  const answers = nodes.map(async (node) => {
    const heads = await firstAnswer(node, keys, at + COMING_BACK_LIMIT_MS);
    return { heads, afterMs: performance.now() - at };
  });
  const [first, all, liveAgainMs] = await Promise.all([
    Promise.any(answers).catch(() => null),
    Promise.allSettled(answers),
    Promise.all(windows.filter((window) => !isLive(window)).map((window) => timeToLive(window, at))),
  ]);
  const times = all.map((one) => (one.status === 'fulfilled' ? one.value.afterMs : Number.POSITIVE_INFINITY));
  return { kind, at, heads: first?.heads ?? null, allServersMs: Math.max(...times), liveAgainMs };
}

/**
 * For each window that was behind when the fault was over: how long it took, in milliseconds, to show all that
 * the service held then. Infinity: never.
 */
export function catchUpTimes({ at, heads }: Heal, windows: ReaderWindow[]): number[] {
  return windows.flatMap(({ threadKey, progress }) => {
    const head = heads === null ? Number.POSITIVE_INFINITY : (heads.get(threadKey) ?? 0);
    const reached = progress.find((step) => step.head >= head);
    if (reached === undefined) return [Number.POSITIVE_INFINITY];
    return reached.at <= at ? [] : [reached.at - at];
  });
}

async function timeToLive(window: ReaderWindow, at: number): Promise<number> {
  while (!isLive(window)) {
    if (performance.now() - at > COMING_BACK_LIMIT_MS) return Number.POSITIVE_INFINITY;
    await wait(ASK_EVERY_MS);
  }
  return performance.now() - at;
}

function isLive({ live }: ReaderWindow): boolean {
  return live.state().status === 'live';
}

/** Where the threads stand, asked of one server after the other until one answers. */
async function readHeads({ nodes }: Cluster, keys: string[]): Promise<Map<string, number>> {
  const deadline = performance.now() + COMING_BACK_LIMIT_MS;
  return Promise.any(nodes.map((node) => firstAnswer(node, keys, deadline)));
}

async function firstAnswer(
  { api }: ServerNode,
  keys: string[],
  deadline: number,
): Promise<Map<string, number>> {
  const open = (key: string) => api.openThread({ site: SITE, key, limit: 1 });
  for (;;) {
    try {
      return new Map(
        await Promise.all(keys.map(async (key) => [key, (await open(key)).thread.head] as const)),
      );
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await wait(ASK_EVERY_MS);
    }
  }
}

async function loadAll({ nodes }: Cluster, keys: string[]): Promise<Map<string, WholeThread>> {
  const [{ api }] = nodes as [ServerNode];
  const load = (key: string) => loadWholeThread(api, { site: SITE, key });
  return new Map(await Promise.all(keys.map(async (key) => [key, await load(key)] as const)));
}

function threadKeys(windows: ReaderWindow[]): string[] {
  return [...new Set(windows.map(({ threadKey }) => threadKey))];
}

function wait(ms: number): Promise<void> {
  return new Promise((next) => setTimeout(next, ms));
}
