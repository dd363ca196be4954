import { expect } from 'chai';
import { waitFor } from '../harness/wait-for.ts';
import { threadNamed } from './pretend-store.ts';
import { allSeqs, createStage, type Stage } from './stage.ts';

const THREAD = threadNamed('returning');

describe('coming back', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });
  afterEach(() => stage.strike());

  it('brings what was missed while the server was away', async () => {
    const node = await stage.startNode();
    const reader = stage.openReader(node, THREAD);
    await stage.publish(THREAD);
    await waitFor('the first change', () => reader.head === 1);
    await node.kill();
    await waitFor('the loss to be noticed', () => reader.client.state().status !== 'live');
    for (let count = 0; count < 3; count += 1) stage.store.append(THREAD);
    await node.revive();
    await waitFor('what was missed', () => reader.head === 4);
    expect(reader.seqs).to.deep.equal(allSeqs(4));
    await waitFor('the state', () => reader.client.state().status === 'live');
    expect(reader.client.state().reconnects).to.equal(1);
    await stage.publish(THREAD);
    await waitFor('live changes again', () => reader.head === 5);
  });

  it('reads the store once for 300 clients that return at the same time', async () => {
    const node = await stage.startNode();
    for (let count = 0; count < 40; count += 1) stage.store.append(THREAD);
    const readers = Array.from({ length: 300 }, () =>
      stage.openReader(node, THREAD, 30, { random: Math.random }),
    );
    await waitFor('everybody to be there', () => readers.every(({ head }) => head === 40), 20_000);
    await node.kill();
    for (let count = 0; count < 5; count += 1) stage.store.append(THREAD);
    stage.store.asked.changes.length = 0;
    stage.store.asked.http = 0;
    stage.store.faults.httpIsDown = true;
    await node.revive();
    await waitFor('everybody to have caught up', () => readers.every(({ head }) => head === 45), 30_000);
    expect(stage.store.asked.changes).to.deep.equal([{ thread: THREAD, after: 40 }]);
    for (const { seqs } of readers) expect(seqs).to.deep.equal(allSeqs(45, 31));
  }).timeout(60_000);

  it('reads the store only a few times for clients that stand at many places', async () => {
    const node = await stage.startNode();
    for (let count = 0; count < 300; count += 1) stage.store.append(THREAD);
    const readers = allSeqs(150).map((seq) => stage.openReader(node, THREAD, 300 - seq));
    await waitFor('everybody to have caught up', () => readers.every(({ head }) => head === 300), 20_000);
    for (const [index, { seqs }] of readers.entries()) expect(seqs.length).to.equal(index + 1);
    expect(stage.store.asked.changes.length).to.be.at.most(8);
  }).timeout(30_000);

  it('answers many threads on one socket, each from where its viewer stands', async () => {
    const node = await stage.startNode();
    const threads = allSeqs(26).map((number) => threadNamed(String.fromCharCode(96 + number)));
    for (const thread of threads) for (let count = 0; count < 30; count += 1) stage.store.append(thread);
    const heard: string[] = [];
    const viewer = await stage.openViewer(node, {
      onTold(event, message) {
        if (event === 'changes') heard.push(message.thread);
      },
    });
    const answers = await Promise.all(threads.map((thread, index) => viewer.join(thread, index)));
    for (const [index, answer] of answers.entries()) {
      const seqs = 'changes' in answer && answer.changes?.map(({ seq }) => seq);
      expect(seqs).to.deep.equal(allSeqs(30, index + 1));
    }
    for (const thread of threads) await stage.publish(thread);
    await waitFor('a change of each', () => heard.length >= threads.length);
    expect(heard.toSorted()).to.deep.equal(threads);
  });

  it('resets whoever is further behind than the log, and goes on from where they then stand', async () => {
    const node = await stage.startNode();
    stage.store.faults.logLength = 10;
    for (let count = 0; count < 50; count += 1) stage.store.append(THREAD);
    const reader = stage.openReader(node, THREAD, 5);
    await waitFor('the reset', () => reader.resets.length === 1);
    expect(reader.resets).to.deep.equal([50]);
    await stage.publish(THREAD);
    await waitFor('the node to have sent it', () => node.counted.flushes === 1);
    expect(reader.seqs, 'held back until the slice is loaded').to.deep.equal([]);
    reader.client.reposition(THREAD, 50);
    await waitFor('what followed the slice', () => reader.head === 51);
    await stage.publish(THREAD);
    await waitFor('live changes', () => reader.head === 52);
    expect(reader.seqs).to.deep.equal([51, 52]);
  });

  it('answers a second one that far behind without asking the store again', async () => {
    const node = await stage.startNode();
    stage.store.faults.logLength = 10;
    for (let count = 0; count < 50; count += 1) stage.store.append(THREAD);
    const first = stage.openReader(node, THREAD, 5);
    await waitFor('the first reset', () => first.resets.length === 1);
    const second = stage.openReader(node, THREAD, 4);
    await waitFor('the second reset', () => second.resets.length === 1);
    expect(stage.store.asked.changes.length).to.equal(1);
  });

  it('serves a viewer within the log although the slack before it is not', async () => {
    const node = await stage.startNode();
    stage.store.faults.logLength = 20;
    for (let count = 0; count < 100; count += 1) stage.store.append(THREAD);
    const first = stage.openReader(node, THREAD, 95);
    await waitFor('the first', () => first.head === 100);
    const second = stage.openReader(node, THREAD, 85);
    await waitFor('the second', () => second.head === 100);
    expect(second.seqs).to.deep.equal(allSeqs(100, 86));
    expect(second.resets).to.deep.equal([]);
  });

  it('resets everybody when the store was put back to an earlier state', async () => {
    const node = await stage.startNode({ config: { headComparisonMs: 30 } });
    const reader = stage.openReader(node, THREAD);
    for (let count = 0; count < 5; count += 1) await stage.publish(THREAD);
    await waitFor('the changes', () => reader.head === 5);
    const thread = stage.store.threads.get(THREAD)!;
    thread.head = 3;
    thread.log.length = 3;
    await waitFor('the reset', () => reader.resets.length === 1);
    expect(reader.resets).to.deep.equal([3]);
    reader.client.reposition(THREAD, 3);
    await stage.publish(THREAD);
    await waitFor('the new fourth change', () => reader.head === 4);
    expect(reader.seqs).to.deep.equal([1, 2, 3, 4, 5, 4]);
  });

  it('answers a join with a problem while the store is away, and the client comes through later', async () => {
    const node = await stage.startNode();
    stage.store.append(THREAD);
    stage.store.faults.beforeAnswer = () => Promise.reject(new Error('the store is away'));
    const socket = await stage.connect(node);
    const answer = await socket.emitWithAck('join', { thread: THREAD, after: 0 });
    expect(answer.problem.status).to.equal(500);
    const reader = stage.openReader(node, THREAD);
    await waitFor('its join to be refused', () => node.counted['joins-refused'] === 2);
    stage.store.faults.beforeAnswer = async () => {};
    await waitFor('the change', () => reader.head === 1);
    await waitFor('the join', () => node.counted.joins === 1);
  });

  it('gives up on a store that does not answer, and says so', async () => {
    const node = await stage.startNode();
    stage.store.faults.beforeAnswer = () => new Promise(() => {});
    const socket = await stage.connect(node);
    const answer = await socket.timeout(8_000).emitWithAck('join', { thread: THREAD, after: 0 });
    expect(answer.problem.code).to.equal('unavailable');
    expect(answer.problem.retryAfter).to.be.a('number');
  }).timeout(15_000);
});
