import { setTimeout as pause } from 'node:timers/promises';
import { openCrowd } from '../crowd.ts';
import { type LiveProgram, startBareServer, startLiveServer } from '../live-programs.ts';
import { percentile } from '../load.ts';
import { residentMegabytes } from '../machine.ts';
import { milliseconds } from '../report.ts';
import { atMost, type Measure } from '../row.ts';

const MEMORY_OF_BARE = 1.2;
const TELLINGS = 10;
/** What the opening left behind is collected or not by then. */
const SETTLE_MS = 3_000;

type Found = { kilobytesEach: number | null; p50Ms: number; p95Ms: number; lost: number };

/** What a connected viewer costs in memory, and whether all of them stay and are told. */
export const viewers: Measure = async ({ folder, threads, crowd: size, machine }) => {
  const ours = await startLiveServer(machine, folder, threads.small);
  const bare = await startBareServer(machine, ours);
  // One after the other: both at once are more connections than a process may have by default.
  const found = { ours: await look(ours, size), bare: await look(bare, size) };
  await ours.program.stop();
  await bare.program.stop();

  const [own, floor] = [found.ours.kilobytesEach, found.bare.kilobytesEach];
  const ratio = own && floor ? own / floor : null;
  const group = `live, ${size.toLocaleString('en')} viewers`;
  return [
    {
      group,
      what: 'memory a viewer',
      figure: describe(found.ours),
      against: `bare socket.io: ${describe(found.bare)}`,
      ratio: ratio === null ? null : { value: ratio, low: ratio, high: ratio, byProcessor: null },
      goal: ratio === null ? null : atMost(ratio, MEMORY_OF_BARE),
      details: found,
    },
    {
      group,
      what: 'viewers lost',
      figure: String(found.ours.lost),
      against: null,
      ratio: null,
      goal: atMost(found.ours.lost, 0),
    },
  ];
};

async function look(live: LiveProgram, size: number): Promise<Found> {
  const { pid } = live.program;
  await pause(SETTLE_MS);
  const before = residentMegabytes(pid);
  const crowd = await openCrowd(live.program, { ...live, size });
  await pause(SETTLE_MS);
  const after = residentMegabytes(pid);
  const each: number[] = [];
  for (let count = 0; count < TELLINGS; count += 1) each.push(...(await crowd.tellAll()).each);
  const lost = crowd.lost();
  crowd.close();
  return {
    kilobytesEach: before === null || after === null ? null : ((after - before) * 1_000) / size,
    p50Ms: percentile(each, 0.5),
    p95Ms: percentile(each, 0.95),
    lost,
  };
}

function describe({ kilobytesEach, p50Ms, p95Ms }: Found): string {
  const memory = kilobytesEach === null ? 'memory not told by this system' : `${kilobytesEach.toFixed(1)} KB`;
  return `${memory}, post to a screen p50 ${milliseconds(p50Ms)}, p95 ${milliseconds(p95Ms)}`;
}
