import { join } from 'node:path';
import type { Slice, Sort } from '@parley/contracts/objects';
import { threadIdFor } from '@parley/core/threads/thread-id';
import { firstSlicePath } from '../first-slice.ts';
import type { Load } from '../load.ts';
import { SITE, startProgram, startServer } from '../program.ts';
import { describeRun } from '../report.ts';
import { measureRounds, ratioOf } from '../rounds.ts';
import { atLeast, type Measure } from '../row.ts';

const OF_ROWS = 0.5;
const OF_COLD = 0.7;
const SORTS: Sort[] = ['newest', 'oldest', 'top', 'discussed'];
/** Slices of 100 roots passed over before measuring begins: half of a thread of 100,000, where 3 in 10 are roots. */
const SLICES_DEEP = 150;
const FEWEST_ROOTS = 16;
/** Places that are asked for in turn from there. */
const PLACES = 50;

/**
 * What is read from the store: first slices when nothing is kept, against rows behind bare `node:http`; and
 * slices deep in the thread, which nothing is kept of, against those first slices.
 */
export const laterSlices: Measure = async ({ folder, threads, seconds, machine }) => {
  const thread = threadIdFor(SITE, threads.deep);
  const rows = await startProgram(machine, 'tests/bench/programs/rows.ts', {
    DATABASE: join(folder, 'bench.db'),
    THREAD: thread,
  });
  const file = 'tests/bench/programs/server-without-finished-bytes.ts';
  const server = await startServer(machine, folder, { file });
  const later = await Promise.all(
    SORTS.map(
      async (sort): Promise<[Sort, Load]> => [
        sort,
        { ...server, requests: await deepPlaces(server.url, thread, sort) },
      ],
    ),
  );
  const measured = await measureRounds(
    {
      rows: { ...rows, requests: [{ path: '/' }] },
      cold: { ...server, requestsOf: firstSlicesOf(threads.deep) },
      coldSmall: { ...server, requestsOf: firstSlicesOf(threads.small) },
      ...(Object.fromEntries(later) as Record<Sort, Load>),
    },
    seconds,
  );
  await server.stop();
  await rows.stop();

  const { cold, coldSmall } = measured;
  const ofRows = ratioOf(cold, measured.rows);
  const ofSmall = ratioOf(cold, coldSmall);
  return [
    {
      group: 'cold first slice',
      what: '100,000 comments, nothing kept',
      figure: describeRun(cold.median),
      against: `50 rows from SQLite behind node:http: ${describeRun(measured.rows.median)}`,
      ratio: ofRows,
      goal: atLeast(ofRows.value, OF_ROWS),
      details: { cold, rows: measured.rows },
    },
    {
      group: 'cold first slice',
      what: '100,000 comments, nothing kept',
      figure: describeRun(cold.median),
      against: `thread of 1,000: ${describeRun(coldSmall.median)}`,
      ratio: ofSmall,
      goal: null,
      details: { cold, coldSmall },
    },
    ...SORTS.map((sort) => {
      const ratio = ratioOf(measured[sort], cold);
      return {
        group: 'later slice',
        what: `${sort}, 15,000 roots deep`,
        figure: describeRun(measured[sort].median),
        against: 'cold first slice',
        ratio,
        goal: atLeast(ratio.value, OF_COLD),
        details: { later: measured[sort], cold },
      };
    }),
  ];
};

/** Each connection asks for another number of roots, 20 and a half on average, so that no two share a build. */
function firstSlicesOf(key: string) {
  return (connection: number) => [{ path: firstSlicePath(key, FEWEST_ROOTS + connection) }];
}

/** Requests for slices far into the thread, found as a reader finds them: from one cursor to the next. */
async function deepPlaces(url: string, thread: string, sort: Sort): Promise<{ path: string }[]> {
  const places: { path: string }[] = [];
  let after: string | null = null;
  for (let slices = 0; slices < SLICES_DEEP + PLACES; slices += 1) {
    const limit = slices < SLICES_DEEP ? 100 : 20;
    const query = new URLSearchParams({ sort, limit: String(limit), ...(after === null ? {} : { after }) });
    const path = `/v1/threads/${thread}/comments?${query}`;
    const response = await fetch(url + path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    const slice = (await response.json()) as Slice;
    if (slice.next === null) throw new Error(`the thread ends after ${slices} slices`);
    if (slices >= SLICES_DEEP) places.push({ path });
    after = slice.next;
  }
  return places;
}
