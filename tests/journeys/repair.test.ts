import { randomBytes } from 'node:crypto';
import { openMongoStore } from '@parley/adapters/storage/mongo/store';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aComment } from '../harness/records.ts';
import { describeWithMongo } from '../harness/servers.ts';
import { type Service, SITE, startService } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { openWindow } from '../harness/window.ts';

const HOUR_MS = 3_600_000;
/** How long the worker's leases last, and how long a repair may take from when its lease is free. */
const LEASE_MS = 3_000;
const REPAIRED_WITHIN_MS = 5_000;

describeWithMongo('A crash between the two writes of a comment', (mongo) => {
  let service: Service;
  let storeUrl: string;
  let opened: Store[];
  const start = async (clockErrorsMs: number[]) => {
    storeUrl = `${mongo.replace(/\/$/, '')}/parley_repair_${randomBytes(6).toString('hex')}`;
    service = await startService({
      store: { mongo },
      nodes: clockErrorsMs.length,
      clockErrorsMs,
      env: { STORE_URL: storeUrl },
    });
  };
  beforeEach(() => {
    opened = [];
  });
  afterEach(async function stop() {
    await service?.stop();
    for (const store of opened) await store.close();
    const { default: mongoose } = await import('mongoose');
    const connection = await mongoose.createConnection(storeUrl).asPromise();
    await connection.dropDatabase();
    await connection.close();
  });

  /** A process of its own, as far as the database can tell, that dies when it has written a comment. */
  async function openMortal(clockErrorMs = 0): Promise<Store> {
    const clock = { now: () => Date.now() + clockErrorMs };
    let isDead = false;
    const onStep = () => {
      isDead = true;
      throw new Error('killed by a test');
    };
    const store = await openMongoStore({ url: storeUrl, clock, onStep });
    opened.push(store);
    expect(isDead).to.equal(false);
    return store;
  }

  /** Leaves a comment without its change, and answers how long a window took to show it, in milliseconds. */
  async function repairTakes(writerErrorMs: number): Promise<number> {
    const alice = await service.guest('alice');
    const { thread } = await alice.post('crash', 'Before.');
    const window = await openWindow(service.url, { site: SITE, key: 'crash' });
    try {
      const mortal = await openMortal(writerErrorMs);
      const record = await service.nodes[0]!.running.store.threads.find(thread);
      const lost = aComment(record!, { createdAt: Date.now() });
      const outcome = await mortal.comments.insert(lost).catch((error: unknown) => error);
      expect(String(outcome)).to.contain('killed by a test');
      const diedAt = performance.now();
      await waitFor('the window to show the comment', () => window.comments.has(lost.id), 30_000);
      const tookMs = performance.now() - diedAt;
      expect(await window.settled(2)).to.have.length(2);
      expect(await service.nodes[0]!.running.store.relay.reconcile(thread)).to.deep.equal([]);
      return tookMs;
    } finally {
      window.close();
    }
  }

  for (const [whose, clockErrorsMs, writerErrorMs] of [
    ['all are right', [0], 0],
    ['the dead writer’s was an hour ahead', [0], HOUR_MS],
    ['the worker’s is an hour slow', [-HOUR_MS], 0],
  ] as const) {
    it(`is repaired within seconds, when of the clocks ${whose}`, async () => {
      await start([...clockErrorsMs]);
      expect(await repairTakes(writerErrorMs)).to.be.lessThan(REPAIRED_WITHIN_MS);
    });
  }

  it('is repaired within seconds of when a dead worker’s lease has passed', async () => {
    await start([0]);
    const { relay } = service.nodes[0]!.running.store;
    await waitFor('a ghost to have the lease', () => relay.lease('repair', 'ghost', LEASE_MS));
    expect(await repairTakes(0)).to.be.lessThan(LEASE_MS + REPAIRED_WITHIN_MS);
  });

  it('is never repaired by two workers at once, however long it takes and whatever their clocks say', async () => {
    await start([0, HOUR_MS]);
    const working = new Set<number>();
    const worked = new Set<number>();
    let atOnce = 0;
    const gate = Promise.withResolvers<void>();
    for (const [index, node] of service.nodes.entries()) {
      const { relay } = node.running.store;
      const repair = relay.repair;
      relay.repair = async (before) => {
        working.add(index);
        worked.add(index);
        atOnce = Math.max(atOnce, working.size);
        await gate.promise;
        working.delete(index);
        return repair(before);
      };
    }
    await waitFor('one worker to repair', () => working.size > 0);
    const begunAt = performance.now();
    await waitFor('its first lease to be long over', () => performance.now() - begunAt > 2 * LEASE_MS);
    expect([...worked], 'those who acted meanwhile').to.have.length(1);
    gate.resolve();
    await waitFor('the work to end', () => working.size === 0);
    expect(atOnce).to.equal(1);
  });
});
