import { createApiClient } from '@parley/contracts/client/api-client';
import { expect } from 'chai';
import { type Cluster, SITE, startCluster } from '../faults/cluster.ts';
import { guest, type Person } from '../harness/people.ts';
import { describeWith } from '../harness/servers.ts';
import { waitFor } from '../harness/wait-for.ts';
import { openWindow, type Window } from '../harness/window.ts';

/** Live changes are whole again this soon after Redis is back. */
const HEAL_WITHIN_MS = 8_000;

describeWith(['mongo', 'redis'], 'two server processes whose Redis fails them', ({ mongo }) => {
  let cluster: Cluster;
  let alice: Person;
  let window: Window;
  let posted: string[];
  let key: string;
  let tests = 0;

  before(async function start() {
    this.timeout(60_000);
    cluster = await startCluster({ servers: 2, mongoUrl: mongo });
    alice = await guest(nodeAt(0), SITE, 'Alice');
  });
  after(() => cluster.clear());

  beforeEach(async () => {
    tests += 1;
    key = `bus-${tests}`;
    posted = [];
    await post('Before.');
    window = await openWindow(nodeAt(1), { site: SITE, key });
    await post('All is well.');
    await waitFor('the window to show it', () => window.comments.size === 2);
  });
  afterEach(() => window.close());

  const nodeAt = (index: number) => cluster.nodes[index]?.url ?? '';

  /** On the process that the window is not connected to. */
  async function post(body: string) {
    posted.push((await alice.post(key, body)).id);
  }

  async function busOf(url: string) {
    const response = await fetch(`${url}/readyz`);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    return {
      http: response.status,
      ...((await response.json()) as { status: string; bus: string }),
      metric: Number(/^parley_bus_up (\d)$/m.exec(metrics)?.[1]),
    };
  }

  async function waitForBus(state: 'up' | 'down') {
    for (const { url } of cluster.nodes) {
      await waitFor(`the bus of ${url} to be ${state}`, async () => (await busOf(url)).bus === state);
    }
  }

  async function expectAllShown() {
    const startedAt = performance.now();
    await waitFor('the window to show everything', () => window.comments.size === posted.length);
    expect(performance.now() - startedAt).to.be.below(HEAL_WITHIN_MS);
    expect([...window.comments.keys()].sort()).to.deep.equal(posted.toSorted());
    expect(window.resets).to.equal(0);
    const { url } = cluster.nodes[0] as { url: string };
    const fresh = await createApiClient({ baseUrl: url }).openThread({ site: SITE, key, sort: 'oldest' });
    expect(fresh.thread.head).to.equal(window.head);
  }

  it('they are degraded, not dead, take posts and show them, and are well soon after it returns', async () => {
    expect(await busOf(nodeAt(0))).to.include({ http: 200, status: 'ready', bus: 'up', metric: 1 });
    await cluster.redis?.kill();
    await waitForBus('down');
    for (const { url } of cluster.nodes) {
      expect(await busOf(url)).to.include({ http: 200, status: 'degraded', bus: 'down', metric: 0 });
    }
    for (const body of ['One.', 'Two.', 'Three.']) await post(body);
    // By comparing heads, with no bus at all.
    await expectAllShown();
    await cluster.redis?.start();
    await waitForBus('up');
    expect(await busOf(nodeAt(1))).to.include({ http: 200, status: 'ready', metric: 1 });
    await post('And on.');
    await expectAllShown();
  }).timeout(60_000);

  it('a Redis that restarts while they post costs nothing', async () => {
    await post('One.');
    await cluster.redis?.kill();
    await post('Two.');
    await cluster.redis?.start();
    await post('Three.');
    // Nothing follows: what Redis did not carry must be found out without a next message.
    await waitForBus('up');
    await expectAllShown();
  }).timeout(60_000);

  it('an operator who ends all subscriptions costs nothing', async () => {
    const posting = Array.from({ length: 10 }, (_, index) => post(`Meanwhile ${index}.`));
    await Promise.all(posting);
    await cluster.redis?.killSubscribers();
    // Before they have come back, and nothing follows.
    await post('Unheard.');
    await waitForBus('up');
    await expectAllShown();
  }).timeout(60_000);

  it('a network to Redis that swallows everything is noticed', async () => {
    cluster.proxies.bus?.blackHole();
    const startedAt = performance.now();
    await post('Into the void.');
    expect(performance.now() - startedAt, 'the post does not wait for the bus').to.be.below(5_000);
    await waitForBus('down');
    await expectAllShown();
    cluster.proxies.bus?.mend();
    await waitForBus('up');
    await post('Heard again.');
    await expectAllShown();
  }).timeout(60_000);
});
