import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { freePort } from '../harness/free-port.ts';
import { guest, page } from '../harness/people.ts';
import { type ServerProcess, startServerProcess } from '../harness/process.ts';
import { openRawViewer } from '../harness/raw-viewer.ts';
import { waitFor } from '../harness/wait-for.ts';
import { openWindow, type Window } from '../harness/window.ts';

const SITE = 'gazette';
const KEY = 'drained';
/** What a supervisor gives a process before it kills it. */
const EXIT_WITHIN_MS = 25_000;

describe('stopping a server process', () => {
  let folder: string;
  let server: ServerProcess;
  const windows: Window[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-drain-'));
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) window.close();
    await server.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const start = (port: number) =>
    startServerProcess(port, {
      STORE_URL: `sqlite:${folder}/parley.db`,
      SPOOL_DIR: join(folder, 'spool'),
      BOOTSTRAP_SITE: `${SITE}=https://gazette.example`,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
    });

  /** A post that the server has begun to read: the rest of it is sent by `finish`, which answers the status. */
  async function beginPost(token: string, body: string) {
    const text = Buffer.from(
      JSON.stringify({ idempotencyKey: randomUUID(), site: SITE, thread: page(KEY), parent: null, body }),
    );
    const posting = request(`${server.url}/v1/comments`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': text.length,
        expect: '100-continue',
      },
    });
    const answer = new Promise<number | string>((resolve) => {
      posting.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      posting.on('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
    });
    posting.flushHeaders();
    await once(posting, 'continue');
    return {
      finish() {
        posting.end(text);
        return answer;
      },
    };
  }

  it('says so, sends its viewers away little by little, finishes posts under way and ends in time', async () => {
    server = await start(await freePort());
    const { url } = server;
    const alice = await guest(url, SITE, 'Alice');
    await alice.post(KEY, 'Before.');
    for (let count = 0; count < 3; count += 1) windows.push(await openWindow(url, { site: SITE, key: KEY }));
    const { thread } = windows[0] as Window;
    const drainings: number[] = [];
    const closedAt: number[] = [];
    const crowd = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const viewer = await openRawViewer(url, {
          site: SITE,
          onTold(event, message) {
            if (event === 'draining') drainings.push(message.reconnectInMs);
          },
        });
        void viewer.closed.then(() => closedAt.push(performance.now()));
        await viewer.join(thread.id, 1);
        return viewer;
      }),
    );
    const underWay = await beginPost(alice.token, 'Under way.');
    const startedAt = performance.now();
    const ended = server.end('SIGTERM');

    await waitFor('the word', () => drainings.length === crowd.length);
    expect(Math.min(...drainings)).to.be.at.least(1_000);
    const readiness = await fetch(`${url}/readyz`);
    expect(readiness.status).to.equal(503);
    expect(await readiness.json()).to.include({ status: 'draining', store: 'up' });
    expect((await fetch(`${url}/healthz`)).status, 'alive all the while').to.equal(200);
    await alice.post(KEY, 'While it drains.');
    await waitFor('all viewers to be sent away', () => closedAt.length === crowd.length);
    expect(Math.max(...closedAt) - Math.min(...closedAt), 'from the first to the last').to.be.above(1_000);
    expect(await underWay.finish()).to.equal(201);
    expect(await ended).to.equal(0);
    expect(performance.now() - startedAt).to.be.below(EXIT_WITHIN_MS);

    server = await start(Number(new URL(url).port));
    await (await guest(server.url, SITE, 'Bob')).post(KEY, 'After.');
    for (const window of windows) {
      await waitFor('the window to show all', () => window.head === 4, 40_000);
      expect([...window.comments.values()].map(({ html }) => html).sort()).to.deep.equal([
        '<p>After.</p>',
        '<p>Before.</p>',
        '<p>Under way.</p>',
        '<p>While it drains.</p>',
      ]);
      expect(window.changes.map(({ seq }) => seq)).to.deep.equal([2, 3, 4]);
      await waitFor('the window to be live', () => window.live.state().status === 'live', 40_000);
    }
  }).timeout(120_000);

  it('ends in time although a post never does', async () => {
    server = await start(await freePort());
    const alice = await guest(server.url, SITE, 'Alice');
    const neverDone = await beginPost(alice.token, 'Never done.');
    const startedAt = performance.now();
    expect(await server.end('SIGTERM')).to.equal(0);
    expect(performance.now() - startedAt).to.be.below(EXIT_WITHIN_MS);
    expect(await neverDone.finish()).to.be.oneOf(['ECONNRESET', 'EPIPE']);
  }).timeout(60_000);
});
