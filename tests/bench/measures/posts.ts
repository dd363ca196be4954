import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ThreadSlice } from '@parley/contracts/objects';
import type { Request } from 'autocannon';
import { guest, type Person } from '../../harness/people.ts';
import { createDice } from '../dice.ts';
import { firstSlicePath } from '../first-slice.ts';
import { CONNECTIONS, type Load } from '../load.ts';
import { type Program, SITE, startProgram, startServer } from '../program.ts';
import { describeRun } from '../report.ts';
import { type Measured, measureRounds, ratioOf } from '../rounds.ts';
import { atLeast, type Measure } from '../row.ts';

const OF_INSERTS = 0.7;
const AIM = 1;
const OF_SHORT = 0.9;

/** Durable posts, each with its own key, by as many guests as there are connections. */
export const posts: Measure = async ({ folder, threads, seconds, machine }) => {
  const inserts = await startProgram(machine, 'tests/bench/programs/inserts.ts', {
    DATABASE: join(folder, 'inserts.db'),
  });
  const server = await startServer(machine, folder);
  const guests: Person[] = [];
  for (let index = 0; index < CONNECTIONS; index += 1) {
    guests.push(await guest(server.url, SITE, `Guest ${index}`));
  }
  const load = (program: Program, key: string): Load => ({
    ...program,
    requestsOf: (connection) => [post(key, (guests[connection] as Person).token)],
  });

  const before = await countComments(server, threads.deep);
  // A thread grows while it is measured, so each run begins with another of the same length.
  const beginnings = threads.beginnings.values();
  const measured = await measureRounds(
    {
      inserts: load(inserts, threads.deep),
      short: () => load(server, beginnings.next().value as string),
      deep: load(server, threads.deep),
    },
    seconds,
  );
  await assertKept(server, threads.deep, before, measured.deep);
  await inserts.stop();
  await server.stop();

  const { short, deep } = measured;
  const ofInserts = ratioOf(short, measured.inserts);
  const ofShort = ratioOf(deep, short);
  return [
    {
      group: 'posts',
      what: 'thread of 100 at the beginning of a run',
      figure: describeRun(short.median),
      against: `one durable insert a request: ${describeRun(measured.inserts.median)}`,
      ratio: ofInserts,
      goal: { ...atLeast(ofInserts.value, OF_INSERTS), text: `≥ ${OF_INSERTS}, aim ${AIM}` },
      details: { short, inserts: measured.inserts },
    },
    {
      group: 'posts',
      what: 'thread of 100,000',
      figure: describeRun(deep.median),
      against: 'thread of 100',
      ratio: ofShort,
      goal: atLeast(ofShort.value, OF_SHORT),
      details: { deep, short },
    },
  ];
};

/** A post whose text and key are new each time it is sent. */
function post(key: string, token: string): Request {
  const dice = createDice(Date.now() + key.length);
  const thread = { key, url: `https://bench.example${key}`, title: `About ${key}` };
  return {
    method: 'POST',
    path: '/v1/comments',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    setupRequest: (request) => ({
      ...request,
      body: JSON.stringify({
        idempotencyKey: randomUUID(),
        site: SITE,
        thread,
        parent: null,
        body: dice.sentence(),
      }),
    }),
  };
}

async function countComments(server: Program, key: string): Promise<number> {
  const answer = (await (await fetch(server.url + firstSlicePath(key))).json()) as ThreadSlice;
  return answer.thread.counts.comments;
}

/** A rate of posts that were acknowledged and are not there would be worth nothing. */
async function assertKept(server: Program, key: string, before: number, { runs }: Measured): Promise<void> {
  const acknowledged = runs.reduce((sum, run) => sum + run.answers, 0);
  const stored = (await countComments(server, key)) - before;
  if (stored < acknowledged) throw new Error(`${acknowledged} posts were acknowledged, ${stored} are there`);
}
