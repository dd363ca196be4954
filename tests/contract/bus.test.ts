import { randomUUID } from 'node:crypto';
import { createMemoryBus } from '@parley/adapters/bus/memory';
import { createRedisBus } from '@parley/adapters/bus/redis';
import type { EventBus } from '@parley/core/ports/event-bus';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { createQuietLog } from '../harness/quiet-log.ts';
import { describeWithRedis } from '../harness/servers.ts';
import { waitFor } from '../harness/wait-for.ts';
import { createWire, type Wire } from '../harness/wire.ts';
import { describeBus } from './bus/contract.ts';

describeBus('memory', async () => createMemoryBus({ log: createQuietLog() }));

describeWithRedis('the bus on Redis', (url) => {
  const opened: EventBus[] = [];
  let prefix: string;

  async function openBus(at = url) {
    const bus = createRedisBus({ url: `${at}?prefix=${prefix}`, log: createQuietLog() });
    opened.push(bus);
    await waitFor('the bus to be up', () => bus.state() === 'up');
    return bus;
  }

  beforeEach(() => {
    prefix = `test-${randomUUID()}:`;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((bus) => bus.close()));
  });

  describeBus('redis', () => openBus());

  it('carries messages between processes', async () => {
    const [one, other] = [await openBus(), await openBus()];
    const heard: string[] = [];
    await other.subscribe('thread:a', (message) => heard.push(message));
    await one.publish('thread:a', 'across');
    await waitFor('the message on the other side', () => heard[0] === 'across');
  });

  it('keeps installations with different prefixes apart', async () => {
    const one = await openBus();
    prefix = `test-${randomUUID()}:`;
    const stranger = await openBus();
    const heard: string[] = [];
    await stranger.subscribe('thread:a', (message) => heard.push(`stranger ${message}`));
    await one.subscribe('thread:a', (message) => heard.push(message));
    await one.publish('thread:a', 'ours');
    await waitFor('our own message', () => heard.length > 0);
    await stranger.publish('thread:a', 'theirs');
    await waitFor('their own message', () => heard.length > 1);
    expect(heard).to.deep.equal(['ours', 'stranger theirs']);
  });

  it('subscribes again and tells of its recovery when Redis drops the subscriber', async () => {
    const bus = await openBus();
    let recoveries = 0;
    bus.onRecovery(() => {
      recoveries += 1;
    });
    const heard: string[] = [];
    for (let index = 0; index < 1_200; index += 1) {
      await bus.subscribe(`thread:${index}`, (message) => heard.push(message));
    }
    const operator = new Redis(url);
    await operator.client('KILL', 'TYPE', 'PUBSUB');
    operator.disconnect();
    await waitFor('the recovery', () => recoveries === 1 && bus.state() === 'up');
    await bus.publish('thread:0', 'first');
    await bus.publish('thread:1199', 'last');
    await waitFor('the first and the last channel', () => heard.length === 2);
  });

  describe('behind a wire', () => {
    let wire: Wire;
    let bus: EventBus;

    beforeEach(async () => {
      const { hostname, port } = new URL(url);
      wire = await createWire({ host: hostname, port: Number(port || 6379) });
      bus = await openBus(`redis://127.0.0.1:${wire.port}`);
    });
    afterEach(() => wire.close());

    it('is down while the wire is cut, refuses at once, keeps the wish, and recovers', async () => {
      const heard: string[] = [];
      let recoveries = 0;
      bus.onRecovery(() => {
        recoveries += 1;
      });
      await bus.subscribe('thread:before', (message) => heard.push(message));
      wire.cut();
      await waitFor('the bus to be down', () => bus.state() === 'down');
      const startedAt = performance.now();
      const refusal = await bus.publish('thread:before', 'lost').catch((error: Error) => error.message);
      expect(refusal).to.be.a('string');
      await bus.subscribe('thread:meanwhile', (message) => heard.push(message));
      expect(performance.now() - startedAt).to.be.below(5_000);
      wire.mend();
      await waitFor('the recovery', () => recoveries === 1 && bus.state() === 'up', 10_000);
      await bus.publish('thread:before', 'one');
      await bus.publish('thread:meanwhile', 'two');
      await waitFor('both messages', () => heard.length === 2);
      expect(heard).to.deep.equal(['one', 'two']);
    }).timeout(20_000);

    it('notices a wire that swallows everything, and recovers', async () => {
      const heard: string[] = [];
      await bus.subscribe('thread:a', (message) => heard.push(message));
      wire.freeze();
      const answer = await bus.publish('thread:a', 'lost').then(
        () => 'sent',
        () => 'rejected',
      );
      expect(answer).to.equal('rejected');
      await waitFor('the bus to be down', () => bus.state() === 'down', 12_000);
      wire.mend();
      await waitFor('the recovery', () => bus.state() === 'up', 15_000);
      await bus.publish('thread:a', 'one');
      await waitFor('the message', () => heard[0] === 'one');
    }).timeout(40_000);
  });
});
