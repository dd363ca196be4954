import { randomUUID } from 'node:crypto';
import { createRedisBus } from '@parley/adapters/bus/redis';
import type { EventBus } from '@parley/core/ports/event-bus';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { describeWithRedis } from '../harness/servers.ts';
import { waitFor } from '../harness/wait-for.ts';
import { createWire, type Wire } from '../harness/wire.ts';
import { threadNamed } from './pretend-store.ts';
import { allSeqs, createStage, type Stage } from './stage.ts';

const THREAD = threadNamed('nodes');

describeWithRedis('two nodes over Redis', (url) => {
  let stage: Stage;
  let prefix: string;
  const buses: EventBus[] = [];

  beforeEach(() => {
    stage = createStage();
    prefix = `test-${randomUUID()}:`;
  });
  afterEach(async () => {
    await stage.strike();
    await Promise.all(buses.splice(0).map((bus) => bus.close()));
  });

  async function openBus(at = url) {
    const bus = createRedisBus({ url: `${at}?prefix=${prefix}`, log: stage.log });
    buses.push(bus);
    await waitFor('the bus', () => bus.state() === 'up');
    return bus;
  }

  async function twoNodes(config = { headComparisonMs: 60_000 }) {
    const one = await stage.startNode({ bus: await openBus(), config });
    const other = await stage.startNode({ bus: await openBus(), config });
    const readers = [stage.openReader(one, THREAD), stage.openReader(other, THREAD)];
    await waitFor('both joins', () => one.counted.joins === 1 && other.counted.joins === 1);
    return { one, other, readers };
  }

  it('show the same, whichever of them a comment is written on', async () => {
    const { one, other, readers } = await twoNodes();
    for (let count = 0; count < 20; count += 1) {
      await stage.publish(THREAD, { bus: count % 2 === 0 ? one.bus : other.bus });
    }
    await waitFor('all changes on both', () => readers.every(({ head }) => head === 20));
    for (const { seqs } of readers) expect(seqs).to.deep.equal(allSeqs(20));
  });

  it('catch up as soon as Redis has dropped and taken back their subscriptions', async () => {
    // No comparison by the clock within this test: what heals here is the recovery of the bus.
    const { one, readers } = await twoNodes();
    await stage.publish(THREAD, { bus: one.bus });
    await waitFor('the first change', () => readers.every(({ head }) => head === 1));
    const operator = new Redis(url);
    await operator.client('KILL', 'TYPE', 'PUBSUB');
    operator.disconnect();
    for (let count = 0; count < 3; count += 1) await stage.publish(THREAD, { lose: true });
    await waitFor('what passed meanwhile', () => readers.every(({ head }) => head === 4), 10_000);
    await stage.publish(THREAD, { bus: one.bus });
    await waitFor('the next one', () => readers.every(({ head }) => head === 5));
    for (const { seqs } of readers) expect(seqs).to.deep.equal(allSeqs(5));
  }).timeout(20_000);

  it('converge with no bus at all, by comparing heads', async () => {
    const { hostname, port } = new URL(url);
    const wire: Wire = await createWire({ host: hostname, port: Number(port || 6379) });
    try {
      const bus = await openBus(`redis://127.0.0.1:${wire.port}`);
      const node = await stage.startNode({ bus, config: { headComparisonMs: 100 } });
      wire.cut();
      await waitFor('the bus to be down', () => bus.state() === 'down');
      const reader = stage.openReader(node, THREAD);
      await waitFor('the join without a bus', () => node.counted.joins === 1);
      await stage.publish(THREAD, { lose: true });
      await waitFor('the change', () => reader.head === 1);
      wire.mend();
      await waitFor('the bus to be up', () => bus.state() === 'up', 10_000);
      await stage.publish(THREAD, { bus });
      await waitFor('the change over the bus', () => reader.head === 2);
    } finally {
      await wire.close();
    }
  }).timeout(20_000);
});
