import { type Cluster, SITE } from './cluster.ts';
import type { ReaderWindow } from './reader-window.ts';
import type { FaultKind } from './schedule.ts';
import { loadWholeThread, shownLines, type WholeThread } from './whole-thread.ts';

/** A fault that is over, and what the store held for each thread by then. */
export type Heal = { kind: FaultKind; at: number; heads: Map<string, number> };

/** Between two looks, and how long every window must have stood still to count as settled. */
const LOOK_EVERY_MS = 250;
const STILL_MS = 1_500;
/** A store that was away is asked for this long where it stands. */
const HEADS_LIMIT_MS = 30_000;

export type Settled = { truth: Map<string, WholeThread>; isSettled: boolean; afterMs: number };

/**
 * Waits until every window shows what a fresh load shows, twice in a row with nothing written between; or
 * for `limitMs`. `truth`: the last fresh load of each thread, by its key.
 */
export async function settle(cluster: Cluster, windows: ReaderWindow[], limitMs: number): Promise<Settled> {
  const startedAt = performance.now();
  const keys = [...new Set(windows.map(({ threadKey }) => threadKey))];
  let truth = new Map<string, WholeThread>();
  let agreedAt: number | null = null;
  let agreedOn = '';
  for (;;) {
    const afterMs = performance.now() - startedAt;
    if (afterMs > limitMs) return { truth: await loadAll(cluster, keys), isSettled: false, afterMs };
    const heads = await readHeads(cluster, keys);
    const words = JSON.stringify([...heads]);
    const isLevel = windows.every(({ threadKey, shown }) => shown.head === heads.get(threadKey));
    if (isLevel && agreedAt !== null && words === agreedOn) {
      if (performance.now() - agreedAt >= STILL_MS) {
        truth = await loadAll(cluster, keys);
        if (windows.every((window) => differences(window, truth).length === 0)) {
          return { truth, isSettled: true, afterMs };
        }
        agreedAt = null;
      }
    } else {
      agreedAt = isLevel ? performance.now() : null;
      agreedOn = words;
    }
    await new Promise((next) => setTimeout(next, LOOK_EVERY_MS));
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

/** Where the threads stand, asked of one server after the other until one answers. */
export async function readHeads({ nodes }: Cluster, keys: string[]): Promise<Map<string, number>> {
  const deadline = performance.now() + HEADS_LIMIT_MS;
  for (let turn = 0; ; turn += 1) {
    try {
      const { api } = nodes[turn % nodes.length] as (typeof nodes)[number];
      const open = (key: string) => api.openThread({ site: SITE, key, limit: 1 });
      return new Map(
        await Promise.all(keys.map(async (key) => [key, (await open(key)).thread.head] as const)),
      );
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((next) => setTimeout(next, LOOK_EVERY_MS));
    }
  }
}

/**
 * For each window that was behind when the fault was over: how long it took, in milliseconds, to show all that
 * the store held then. Infinity: never.
 */
export function catchUpTimes(heal: Heal, windows: ReaderWindow[]): number[] {
  return windows.flatMap(({ threadKey, progress }) => {
    const head = heal.heads.get(threadKey) ?? 0;
    const reached = progress.find((step) => step.head >= head);
    if (reached === undefined) return [Number.POSITIVE_INFINITY];
    return reached.at <= heal.at ? [] : [reached.at - heal.at];
  });
}

async function loadAll({ nodes }: Cluster, keys: string[]): Promise<Map<string, WholeThread>> {
  const [{ api }] = nodes as [(typeof nodes)[number]];
  const load = (key: string) => loadWholeThread(api, { site: SITE, key });
  return new Map(await Promise.all(keys.map(async (key) => [key, await load(key)] as const)));
}
