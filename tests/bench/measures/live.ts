import { type Crowd, openCrowd } from '../crowd.ts';
import { startBareServer, startLiveServer } from '../live-programs.ts';
import { percentile } from '../load.ts';
import { milliseconds } from '../report.ts';
import { median } from '../rounds.ts';
import { atLeast, atMost, type Measure, type Ratio } from '../row.ts';

const VIEWERS = 1_000;
const ROUNDS = 3;
const DELIVERIES_OF_BARE = 0.9;
const LAST_OF_BARE = 1.3;

/** One run of posts, each after the last viewer had the one before. Times in milliseconds. */
type LiveRun = { perSecond: number; p50Ms: number; p95Ms: number; lastP99Ms: number; posts: number };

/** From a post to the screens of all viewers, beside bare socket.io that sends the same bytes. */
export const live: Measure = async ({ folder, threads, seconds, machine }) => {
  const ours = await startLiveServer(machine, folder, threads.small);
  const bare = await startBareServer(machine, ours);
  const crowds = {
    ours: await openCrowd(ours.program, { ...ours, size: VIEWERS }),
    bare: await openCrowd(bare.program, { ...bare, size: VIEWERS }),
  };
  const runs = { ours: [] as LiveRun[], bare: [] as LiveRun[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of ['bare', 'ours'] as const) {
      const run = await runPosts(crowds[name], round === 0 ? seconds.warmUp : seconds.run);
      if (round > 0) runs[name].push(run);
    }
  }
  for (const crowd of Object.values(crowds)) {
    if (crowd.lost() > 0) throw new Error(`${crowd.program.url} lost ${crowd.lost()} viewers`);
    crowd.close();
  }
  await ours.program.stop();
  await bare.program.stop();

  const figure = describe(runs.ours);
  const against = `bare socket.io, same bytes: ${describe(runs.bare)}`;
  const common = { group: `live, ${VIEWERS.toLocaleString('en')} viewers`, figure, against };
  const deliveries = ratioOf(runs, 'perSecond');
  const last = ratioOf(runs, 'lastP99Ms');
  return [
    {
      ...common,
      what: 'deliveries a second',
      ratio: deliveries,
      goal: atLeast(deliveries.value, DELIVERIES_OF_BARE),
      details: runs,
    },
    {
      ...common,
      what: 'post to the last screen, p99',
      ratio: last,
      goal: atMost(last.value, LAST_OF_BARE),
    },
    { ...common, what: 'post to a screen, p50', ratio: ratioOf(runs, 'p50Ms'), goal: null },
    { ...common, what: 'post to a screen, p95', ratio: ratioOf(runs, 'p95Ms'), goal: null },
  ];
};

async function runPosts(crowd: Crowd, seconds: number): Promise<LiveRun> {
  const startedAt = performance.now();
  const each: number[] = [];
  const lasts: number[] = [];
  while (performance.now() - startedAt < seconds * 1_000) {
    const telling = await crowd.tellAll();
    each.push(...telling.each);
    lasts.push(telling.lastMs);
  }
  return {
    perSecond: each.length / ((performance.now() - startedAt) / 1_000),
    p50Ms: percentile(each, 0.5),
    p95Ms: percentile(each, 0.95),
    lastP99Ms: percentile(lasts, 0.99),
    posts: lasts.length,
  };
}

function describe(runs: LiveRun[]): string {
  const of = (figure: keyof LiveRun) => median(runs.map((run) => run[figure]));
  return [
    `${Math.round(of('perSecond')).toLocaleString('en')} deliveries/s`,
    `p50 ${milliseconds(of('p50Ms'))}`,
    `p95 ${milliseconds(of('p95Ms'))}`,
    `last screen p99 ${milliseconds(of('lastP99Ms'))}`,
  ].join(', ');
}

function ratioOf(runs: { ours: LiveRun[]; bare: LiveRun[] }, figure: keyof LiveRun): Ratio {
  const each = runs.ours.map((run, round) => run[figure] / (runs.bare[round] as LiveRun)[figure]);
  return {
    value: median(runs.ours.map((run) => run[figure])) / median(runs.bare.map((run) => run[figure])),
    low: Math.min(...each),
    high: Math.max(...each),
    byProcessor: null,
  };
}
