import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { createProxy, type FaultProxy } from '../faults/proxy.ts';
import { page } from '../harness/people.ts';
import { describeWithMongo } from '../harness/servers.ts';
import { type Service, SITE, startService } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';

/** A reader who waits longer believes that nothing happens. Room for a busy machine included. */
const ANSWERED_WITHIN_MS = 6_000;
/** A page that was read before comes from memory. */
const READ_WITHIN_MS = 2_000;
/** How long the store stays away: longer than anything here may trust what it last heard of it. */
const AWAY_MS = 30_000;
/** Of `AWAY_MS` this much passes on the wall, where the drivers' own time-outs run; the rest on our clock. */
const REALLY_AWAY_MS = 8_000;
const POSTS = 12;

type Answer = { status: number; body: Record<string, unknown>; headers: Headers; ms: number };

async function ask(url: string, init?: RequestInit): Promise<Answer> {
  const startedAt = performance.now();
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body, headers: response.headers, ms: performance.now() - startedAt };
}

/** A post whose key stays the same however often it is sent. */
function aPost(url: string, token: string, key: string, text: string): () => Promise<Answer> {
  const body = JSON.stringify({
    idempotencyKey: randomUUID(),
    site: SITE,
    thread: page(key),
    parent: null,
    body: text,
  });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return () => ask(`${url}/v1/comments`, { method: 'POST', headers, body });
}

function expectUnavailable({ status, body, headers, ms }: Answer): void {
  expect(status, JSON.stringify(body)).to.equal(503);
  expect(headers.get('content-type')).to.match(/^application\/problem\+json/);
  expect(body.code).to.equal('unavailable');
  expect(body.retryAfter).to.be.within(1, 10);
  expect(headers.get('retry-after')).to.equal(String(body.retryAfter));
  expect(ms, 'milliseconds until the refusal').to.be.lessThan(ANSWERED_WITHIN_MS);
}

/** Sends each post again until it is answered; what came of it must be one comment a key, and no other. */
async function expectOneCommentEach(service: Service, key: string, posts: (() => Promise<Answer>)[]) {
  const ids: string[] = [];
  for (const post of posts) {
    const answered = await waitFor('the store to be back', async () => {
      const answer = await post();
      return answer.status < 300 ? answer : null;
    });
    ids.push(answered.body.id as string);
    expect((await post()).body.id, 'asked once more').to.equal(answered.body.id);
  }
  const bob = await service.guest('bob');
  const { thread, comments } = await bob.api.openThread({ site: SITE, key, limit: 100 });
  expect(comments.items.map(({ id }) => id).sort()).to.deep.equal(ids.toSorted());
  expect(thread.counts.comments).to.equal(ids.length);
  expect(thread.head).to.equal(ids.length);
  const { store } = service.nodes[0]!.running;
  expect(await store.relay.reconcile(thread.id)).to.deep.equal([]);
}

const HARMS = {
  'refuses connections': (proxy) => proxy.cut(),
  'swallows what is sent': (proxy) => proxy.blackHole(),
  'takes connections and never reads': (proxy) => proxy.stall(),
} satisfies Record<string, (proxy: FaultProxy) => void>;

describeWithMongo('A store that is away for half a minute', (mongo) => {
  let proxy: FaultProxy;
  let service: Service;
  beforeEach(async function start() {
    const { hostname: host, port } = new URL(mongo);
    proxy = await createProxy(() => [{ host, port: Number(port || 27017) }]);
    service = await startService({ store: { mongo: `mongodb://127.0.0.1:${proxy.port}` } });
  });
  afterEach(async function stop() {
    this.timeout(60_000);
    proxy?.mend();
    await service?.stop();
    await proxy?.close();
  });

  for (const [how, harm] of Object.entries(HARMS)) {
    it(`and ${how}: pages read before are read on, posts are refused soon and kept once`, async function away() {
      this.timeout(120_000);
      const alice = await service.guest('alice');
      const known = aPost(service.url, alice.token, 'known', 'Written before.');
      expect((await known()).status).to.equal(201);
      const address = `${service.url}/v1/threads?site=${SITE}&key=known`;
      const before = await ask(address);
      expect(before.headers.get('cache-status'), 'while all is well').to.equal(null);

      harm(proxy);
      const harmedAt = performance.now();
      const posts = Array.from({ length: POSTS }, (_, index) =>
        aPost(service.url, alice.token, 'known', `Written while it was away, ${index}.`),
      );
      for (const answer of await Promise.all(posts.map((post) => post()))) expectUnavailable(answer);
      service.clock.move(AWAY_MS - REALLY_AWAY_MS);
      const [again] = await Promise.all([posts[0]!(), expectReadOn(service, address, before)]);
      expectUnavailable(again);
      await waitFor('the time to pass', () => performance.now() - harmedAt > REALLY_AWAY_MS);
      const late = posts.slice(0, 3).map((post) => post());
      await expectReadOn(service, address, before);
      for (const answer of await Promise.all(late)) expectUnavailable(answer);

      proxy.mend();
      await waitFor(
        'the service to be ready',
        async () => (await ask(`${service.url}/readyz`)).status === 200,
      );
      await expectOneCommentEach(service, 'known', [known, ...posts]);
      expect((await ask(address)).headers.get('cache-status'), 'afterwards').to.equal(null);
    });
  }
});

async function expectReadOn(service: Service, address: string, before: Answer): Promise<void> {
  const reads = await Promise.all([ask(address), ask(address), ask(address)]);
  for (const read of reads) {
    expect(read.status).to.equal(200);
    expect(read.body).to.deep.equal(before.body);
    expect(read.ms, 'milliseconds until the page').to.be.lessThan(READ_WITHIN_MS);
    expect(read.headers.get('cache-status')).to.match(/^parley; hit; ttl=-\d+; detail=store-away$/);
    expect(read.headers.get('cache-control')).to.equal('no-store');
  }
  expectUnavailable(await ask(`${address}&sort=top`));
  const ready = await ask(`${service.url}/readyz`);
  expect(ready.status).to.equal(503);
  expect(ready.body).to.include({ status: 'unavailable', store: 'down' });
  expect((await ask(`${service.url}/healthz`)).status).to.equal(200);
}

describe('An embedded store that another process keeps locked', () => {
  let service: Service;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(() => service.stop());

  it('is read as ever; posts are refused soon, and kept once when it is free', async function locked() {
    this.timeout(60_000);
    const alice = await service.guest('alice');
    const known = aPost(service.url, alice.token, 'locked', 'Written before.');
    expect((await known()).status).to.equal(201);
    const address = `${service.url}/v1/threads?site=${SITE}&key=locked`;
    const before = await ask(address);

    const intruder = new DatabaseSync(`${service.folder}/parley.db`);
    intruder.exec('BEGIN EXCLUSIVE');
    const posts = Array.from({ length: POSTS }, (_, index) =>
      aPost(service.url, alice.token, 'locked', `Written while it was locked, ${index}.`),
    );
    try {
      const answers = Promise.all(posts.map((post) => post()));
      const read = await ask(address);
      expect(read.status).to.equal(200);
      expect(read.body).to.deep.equal(before.body);
      expect(read.ms).to.be.lessThan(READ_WITHIN_MS);
      for (const answer of await answers) expectUnavailable(answer);
    } finally {
      intruder.exec('ROLLBACK');
      intruder.close();
    }
    await expectOneCommentEach(service, 'locked', [known, ...posts]);
  });
});
