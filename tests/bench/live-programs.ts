import { randomUUID } from 'node:crypto';
import { threadIdFor } from '@parley/core/threads/thread-id';
import { guest } from '../harness/people.ts';
import { openRawViewer } from '../harness/raw-viewer.ts';
import { createDice } from './dice.ts';
import type { Machine } from './machine.ts';
import { type Program, SITE, startProgram, startServer } from './program.ts';

/** A program with a thread to follow, and how to have it send the viewers one message. */
export type LiveProgram = { program: Program; thread: string; after: number; post: () => Promise<void> };

/** Our server and a thread of its seeded data: a post is a comment, stored before it is answered. */
export async function startLiveServer(machine: Machine, folder: string, key: string): Promise<LiveProgram> {
  const program = await startServer(machine, folder);
  const { token } = await guest(program.url, SITE, 'Writer');
  const dice = createDice(Date.now());
  const page = { key, url: `https://bench.example${key}`, title: `About ${key}` };
  const post = () =>
    send(`${program.url}/v1/comments`, token, {
      idempotencyKey: randomUUID(),
      site: SITE,
      thread: page,
      parent: null,
      body: dice.sentence(),
    });
  const thread = threadIdFor(SITE, key);
  return { program, thread, after: await headOf(program, thread), post };
}

/** The floor, which sends its viewers the very bytes that ours were sent for a post. */
export async function startBareServer(machine: Machine, ours: LiveProgram): Promise<LiveProgram> {
  const message = await captureMessage(ours);
  const program = await startProgram(machine, 'tests/bench/programs/bare-socket-io.ts', {});
  return { program, thread: ours.thread, after: 0, post: () => send(program.url, '', message) };
}

async function captureMessage({ program, thread, after, post }: LiveProgram): Promise<object> {
  const heard = Promise.withResolvers<object>();
  const viewer = await openRawViewer(program.url, {
    site: SITE,
    onTold(event, message) {
      if (event === 'changes') heard.resolve(message);
    },
  });
  await viewer.join(thread, after);
  await post();
  const message = await heard.promise;
  viewer.cut();
  return message;
}

/** Whoever claims to stand at the far end is told where it is. */
async function headOf(program: Program, thread: string): Promise<number> {
  const viewer = await openRawViewer(program.url, { site: SITE });
  const answer = await viewer.join(thread, Number.MAX_SAFE_INTEGER);
  viewer.cut();
  if (!('head' in answer)) throw new Error(`no head of ${thread}: ${JSON.stringify(answer)}`);
  return answer.head;
}

async function send(url: string, token: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== 201) throw new Error(`${url} answered ${response.status}: ${text}`);
}
