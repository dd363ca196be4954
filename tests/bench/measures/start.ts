import { setTimeout as delay } from 'node:timers/promises';
import { firstSlicePath } from '../first-slice.ts';
import { residentMegabytes } from '../machine.ts';
import { startServer } from '../program.ts';
import { median } from '../rounds.ts';
import { atMost, type Measure } from '../row.ts';

const START_MS_MAX = 1_000;
const MEMORY_MB_MAX = 100;
const STARTS = 3;
/** What the start left behind is collected or not by then; jobs have run. */
const IDLE_MS = 3_000;

/** From the start of the process to its first first slice, and what it holds when nobody asks for anything. */
export const start: Measure = async ({ folder, threads, machine }) => {
  const empty = await measureStarts(() => `empty-${process.hrtime.bigint()}.db`);
  const seeded = await measureStarts(() => 'bench.db');
  return [
    {
      group: 'start',
      what: 'to the first answer, no data yet',
      figure: `${empty.startMs.toFixed(0)} ms`,
      against: null,
      ratio: null,
      goal: atMost(empty.startMs, START_MS_MAX, ' ms'),
      details: empty,
    },
    {
      group: 'start',
      what: 'to the first slice of 100,000 comments',
      figure: `${seeded.startMs.toFixed(0)} ms`,
      against: null,
      ratio: null,
      goal: atMost(seeded.startMs, START_MS_MAX, ' ms'),
      details: seeded,
    },
    {
      group: 'start',
      what: 'memory idle',
      figure: seeded.memoryMb === null ? 'not told by this system' : `${seeded.memoryMb.toFixed(0)} MB`,
      against: null,
      ratio: null,
      goal: seeded.memoryMb === null ? null : atMost(seeded.memoryMb, MEMORY_MB_MAX, ' MB'),
      details: { empty, seeded },
    },
  ];

  async function measureStarts(database: () => string) {
    const starts: { startMs: number; memoryMb: number | null }[] = [];
    for (let index = 0; index < STARTS; index += 1) {
      const startedAt = performance.now();
      const server = await startServer(machine, folder, { database: database() });
      const response = await fetch(server.url + firstSlicePath(threads.deep));
      await response.arrayBuffer();
      const startMs = performance.now() - startedAt;
      if (!response.ok) throw new Error(`the first slice was answered with ${response.status}`);
      await delay(IDLE_MS);
      starts.push({ startMs, memoryMb: residentMegabytes(server.pid) });
      await server.stop();
    }
    const memory = starts.map(({ memoryMb }) => memoryMb).filter((value) => value !== null);
    return {
      starts,
      startMs: median(starts.map(({ startMs }) => startMs)),
      memoryMb: memory.length === 0 ? null : median(memory),
    };
  }
};
