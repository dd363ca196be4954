import { expect } from 'chai';
import { waitFor } from '../harness/wait-for.ts';
import { threadNamed } from './pretend-store.ts';
import { createStage, type Stage } from './stage.ts';

const THREAD = threadNamed('draining');

describe('draining a server', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });
  afterEach(() => stage.strike());

  it('announces itself, closes transports a few at a time, and leaves nobody', async () => {
    const node = await stage.startNode();
    const sockets = await Promise.all(Array.from({ length: 20 }, () => stage.connect(node)));
    const announced: number[] = [];
    const closedAt: number[] = [];
    const reasons = new Set<string>();
    for (const socket of sockets) {
      socket.on('draining', ({ reconnectInMs }) => announced.push(reconnectInMs));
      socket.on('disconnect', (reason) => {
        reasons.add(reason);
        closedAt.push(performance.now());
      });
    }
    await node.realtime.drain(1_000);
    await waitFor('everybody to have noticed', () => closedAt.length === 20);
    expect(announced).to.deep.equal(Array(20).fill(1_000));
    // Not `io server disconnect`, which tells a client to stay away.
    expect([...reasons]).to.deep.equal(['transport close']);
    expect(
      Math.max(...closedAt) - Math.min(...closedAt),
      'milliseconds between the first and the last',
    ).to.be.above(500);
    expect(node.realtime.stats().connections).to.equal(0);
  });

  it('sends readers to another server within the time it named, without a loss', async () => {
    const node = await stage.startNode();
    // The far end of every wait: what the server named is the longest.
    const reader = stage.openReader(node, THREAD, 0, { random: () => 1 });
    await stage.publish(THREAD);
    await waitFor('the first change', () => reader.head === 1);
    await node.realtime.drain(200);
    await waitFor('the loss to be noticed', () => {
      const { status, reconnects } = reader.client.state();
      return status !== 'live' || reconnects > 0;
    });
    await node.kill();
    stage.store.append(THREAD);
    await node.revive();
    const startedAt = performance.now();
    await waitFor('what was missed', () => reader.head === 2);
    // An ordinary backoff may take thirty seconds: the server's word was heeded.
    expect(performance.now() - startedAt).to.be.below(10_000);
    expect(reader.seqs).to.deep.equal([1, 2]);
  });
});
