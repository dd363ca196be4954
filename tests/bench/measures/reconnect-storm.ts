import { setTimeout as pause } from 'node:timers/promises';
import { openRawViewer, type RawViewer } from '../../harness/raw-viewer.ts';
import { startLiveServer } from '../live-programs.ts';
import { percentile } from '../load.ts';
import { type Program, SITE, startProgram } from '../program.ts';
import { milliseconds } from '../report.ts';
import { atMost, type Measure } from '../row.ts';

const VIEWERS = 2_000;
const RETURN_WITHIN_MS = 2_000;
/** Changes that each of them missed. */
const MISSED = 5;

type Found = { p50Ms: number; p95Ms: number; lastMs: number };

/** Viewers who have lost their server and come to another one, which holds nothing in memory yet. */
export const reconnectStorm: Measure = async ({ folder, threads, machine }) => {
  const [key = ''] = threads.beginnings;
  const lost = await startLiveServer(machine, folder, key);
  for (let count = 0; count < MISSED; count += 1) await lost.post();
  await lost.program.stop();

  // Made ready on another thread, so that nothing of the one that they come to is in memory.
  const ours = await startLiveServer(machine, folder, threads.small);
  const before = await storeReads(ours.program);
  const found = await comeBack(ours.program, lost, MISSED);
  const reads = (await storeReads(ours.program)) - before;
  await ours.program.stop();
  const bare = await startProgram(machine, 'tests/bench/programs/bare-socket-io.ts', {});
  const floor = await comeBack(bare, lost, 0);
  await bare.stop();

  const group = `${VIEWERS.toLocaleString('en')} viewers back within ${RETURN_WITHIN_MS / 1_000} s`;
  const ratio = found.p95Ms / floor.p95Ms;
  return [
    {
      group,
      what: 'reads of the store for their thread',
      figure: String(reads),
      against: null,
      ratio: null,
      goal: atMost(reads, 1),
    },
    {
      group,
      what: 'connected and caught up, p95',
      figure: describe(found),
      against: `bare socket.io, nothing missed: ${describe(floor)}`,
      ratio: { value: ratio, low: ratio, high: ratio, byProcessor: null },
      goal: null,
      details: { found, floor },
    },
  ];
};

/** All come at random moments; how long each took from then until it was told what it missed. */
async function comeBack(
  { url }: Program,
  { thread, after }: { thread: string; after: number },
  missed: number,
): Promise<Found> {
  const viewers: RawViewer[] = [];
  const took = await Promise.all(
    Array.from({ length: VIEWERS }, async () => {
      await pause(Math.random() * RETURN_WITHIN_MS);
      const startedAt = performance.now();
      const viewer = await openRawViewer(url, { site: SITE });
      viewers.push(viewer);
      const answer = await viewer.join(thread, after);
      const told = 'changes' in answer ? answer.changes?.length : null;
      if (told !== missed) throw new Error(`${url} told ${told} changes of ${missed}`);
      return performance.now() - startedAt;
    }),
  );
  for (const viewer of viewers) viewer.cut();
  return { p50Ms: percentile(took, 0.5), p95Ms: percentile(took, 0.95), lastMs: Math.max(...took) };
}

async function storeReads({ url }: Program): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^parley_live_total\{what="store-loads"\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}

function describe({ p50Ms, p95Ms, lastMs }: Found): string {
  return `p50 ${milliseconds(p50Ms)}, p95 ${milliseconds(p95Ms)}, the last after ${milliseconds(lastMs)}`;
}
