import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchRaw, firstSlicePath } from '../first-slice.ts';
import { startProgram, startServer } from '../program.ts';
import { describeRun, milliseconds } from '../report.ts';
import { type Measured, measureRounds, ratioOf } from '../rounds.ts';
import { atLeast, atMost, type Measure, type Row } from '../row.ts';

const OF_FLOOR = 0.6;
const OF_SMALL = 0.9;
const P99_OF_SMALL = 1.5;
const BROWSER = { 'accept-encoding': 'gzip, deflate, br' };

/** The read that everybody makes, from finished bytes: against bare `node:http` with the very same bytes. */
export const firstSlices: Measure = async ({ folder, threads, seconds, machine }) => {
  const server = await startServer(machine, folder);
  const answers = join(folder, 'answers');
  await mkdir(answers);
  await capture(answers, 'plain', server.url + firstSlicePath(threads.small), {});
  await capture(answers, 'br', server.url + firstSlicePath(threads.small), BROWSER);
  const floor = await startProgram(machine, 'tests/bench/programs/finished-bytes.ts', { ANSWERS: answers });

  const read = (key: string, headers = {}) => ({
    ...server,
    requests: [{ path: firstSlicePath(key), headers }],
  });
  const measured = await measureRounds(
    {
      floor: { ...floor, requests: [{ path: '/plain' }] },
      small: read(threads.small),
      deep: read(threads.deep),
      large: threads.large === null ? undefined : read(threads.large),
      floorBr: { ...floor, requests: [{ path: '/br', headers: BROWSER }] },
      deepBr: read(threads.deep, BROWSER),
    },
    seconds,
  );
  await floor.stop();
  await server.stop();

  const { floor: bare, small, deep, large, floorBr, deepBr } = measured;
  return [
    ofFloor('1,000 comments', small, bare),
    ofFloor('100,000 comments', deep, bare),
    ...ofSmall('100,000 comments', deep, small),
    ...(large ? ofSmall('1,000,000 comments', large, small) : []),
    { ...ofFloor('100,000 comments, brotli as for browsers', deepBr, floorBr), goal: null },
  ];
};

/** Keeps an answer for the floor. It sets `Date` and `Connection` itself, as our server does. */
async function capture(
  folder: string,
  name: string,
  url: string,
  ask: Record<string, string>,
): Promise<void> {
  // The first answer in an encoding compresses; what follows is what readers get.
  await fetchRaw(url, ask);
  const { headers, bytes } = await fetchRaw(url, ask);
  const { date: _date, connection: _connection, 'keep-alive': _keepAlive, ...own } = headers;
  await writeFile(join(folder, name), bytes);
  await writeFile(join(folder, `${name}.json`), JSON.stringify(own));
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
