import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstSlicePath } from '../first-slice.ts';
import { startProgram, startServer } from '../program.ts';
import { describeRun, milliseconds } from '../report.ts';
import { type Measured, measureRounds, ratioOf } from '../rounds.ts';
import { atLeast, atMost, type Measure, type Row } from '../row.ts';

const OF_FLOOR = 0.6;
const OF_SMALL = 0.9;
const P99_OF_SMALL = 1.5;

/** The read that everybody makes, from finished bytes: against bare `node:http` with the very same bytes. */
export const firstSlices: Measure = async ({ folder, threads, seconds, machine }) => {
  const server = await startServer(machine, folder);
  const answer = join(folder, 'answer.json');
  await capture(answer, server.url + firstSlicePath(threads.small));
  const floor = await startProgram(machine, 'tests/bench/programs/finished-bytes.ts', { ANSWER: answer });

  const read = (key: string) => ({ ...server, requests: [{ path: firstSlicePath(key) }] });
  const measured = await measureRounds(
    {
      floor: { ...floor, requests: [{ path: '/' }] },
      small: read(threads.small),
      deep: read(threads.deep),
      large: threads.large === null ? undefined : read(threads.large),
    },
    seconds,
  );
  await floor.stop();
  await server.stop();

  const { floor: bare, small, deep, large } = measured;
  return [
    ofFloor('1,000 comments', small, bare),
    ofFloor('100,000 comments', deep, bare),
    ...ofSmall('100,000 comments', deep, small),
    ...(large ? ofSmall('1,000,000 comments', large, small) : []),
  ];
};

/** Keeps an answer for the floor, but for what `node:http` writes by itself. */
async function capture(file: string, url: string): Promise<void> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const {
    date: _date,
    connection: _connection,
    'keep-alive': _keepAlive,
    ...headers
  } = Object.fromEntries(response.headers);
  await writeFile(file, JSON.stringify({ headers, body: await response.text() }));
}

function ofFloor(what: string, measured: Measured, floor: Measured): Row {
  const ratio = ratioOf(measured, floor);
  return {
    group: 'first slice',
    what,
    figure: describeRun(measured.median),
    against: `same bytes from node:http: ${describeRun(floor.median)}`,
    ratio,
    goal: atLeast(ratio.value, OF_FLOOR),
    details: { measured, floor },
  };
}

function ofSmall(what: string, measured: Measured, small: Measured): Row[] {
  const rate = ratioOf(measured, small);
  const p99 = ratioOf(measured, small, 'p99Ms');
  const common = { group: 'first slice', details: { measured, small } };
  return [
    {
      ...common,
      what: `${what}, rate`,
      figure: describeRun(measured.median),
      against: 'thread of 1,000',
      ratio: rate,
      goal: atLeast(rate.value, OF_SMALL),
    },
    {
      ...common,
      what: `${what}, p99`,
      figure: milliseconds(measured.median.p99Ms),
      against: `thread of 1,000: ${milliseconds(small.median.p99Ms)}`,
      ratio: p99,
      goal: atMost(p99.value, P99_OF_SMALL),
    },
  ];
}
