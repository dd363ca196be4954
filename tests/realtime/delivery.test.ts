import { OtherViewers } from '@parley/server/realtime/viewers';
import { expect } from 'chai';
import { waitFor } from '../harness/wait-for.ts';
import { commentNumbered, threadNamed } from './pretend-store.ts';
import { allSeqs, createStage, type Stage } from './stage.ts';

const THREAD = threadNamed('delivery');

describe('live delivery', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });
  afterEach(() => stage.strike());

  it('brings every change to every viewer once and in order', async () => {
    const node = await stage.startNode();
    const readers = [stage.openReader(node, THREAD), stage.openReader(node, THREAD)];
    await waitFor('both to be live', () => readers.every(({ client }) => client.state().status === 'live'));
    for (let count = 0; count < 100; count += 1) await stage.publish(THREAD);
    await waitFor('all changes', () => readers.every(({ head }) => head === 100));
    for (const { seqs } of readers) expect(seqs).to.deep.equal(allSeqs(100));
  });

  it('hands over what was written between loading the slice and joining', async () => {
    const node = await stage.startNode();
    for (let count = 0; count < 5; count += 1) await stage.publish(THREAD);
    const reader = stage.openReader(node, THREAD, 3);
    await waitFor('what followed 3', () => reader.head === 5);
    expect(reader.seqs).to.deep.equal([4, 5]);
  });

  it('puts messages in order that the bus brings in any other', async () => {
    const node = await stage.startNode({ config: { headComparisonMs: 60_000 } });
    const reader = stage.openReader(node, THREAD);
    await waitFor('the join', () => node.counted.joins === 1);
    const loadsBefore = stage.store.asked.changes.length;
    const changes = allSeqs(6).map(() => stage.store.append(THREAD));
    const order = [2, 1, 0, 4, 5, 3];
    for (const index of order) await stage.sendOnBus(THREAD, [changes[index]!]);
    await waitFor('all changes', () => reader.head === 6);
    expect(reader.seqs).to.deep.equal(allSeqs(6));
    expect(stage.store.asked.changes.length, 'reads of the store').to.equal(loadsBefore);
  });

  it('fills a gap from the store once, however many viewers there are', async () => {
    const node = await stage.startNode({ config: { headComparisonMs: 60_000 } });
    const readers = Array.from({ length: 10 }, () => stage.openReader(node, THREAD));
    await waitFor('the joins', () => node.counted.joins === 10);
    await stage.publish(THREAD);
    await waitFor('the first change', () => readers.every(({ head }) => head === 1));
    const loadsBefore = stage.store.asked.changes.length;
    await stage.publish(THREAD, { lose: true });
    await stage.publish(THREAD);
    await stage.publish(THREAD);
    await waitFor('the gap to be filled', () => readers.every(({ head }) => head === 4));
    for (const { seqs } of readers) expect(seqs).to.deep.equal(allSeqs(4));
    expect(stage.store.asked.changes.slice(loadsBefore)).to.deep.equal([{ thread: THREAD, after: 1 }]);
    expect(stage.store.asked.http, 'fetches by clients').to.equal(0);
  });

  it('notices a lost last message by comparing heads', async () => {
    const node = await stage.startNode({ config: { headComparisonMs: 50 } });
    const reader = stage.openReader(node, THREAD);
    await waitFor('the join', () => node.counted.joins === 1);
    await stage.publish(THREAD, { lose: true });
    await waitFor('the lost change', () => reader.head === 1);
    expect(node.counted['heads-behind']).to.equal(1);
  });

  it('applies a repeated message once', async () => {
    const node = await stage.startNode();
    const reader = stage.openReader(node, THREAD);
    await waitFor('the join', () => node.counted.joins === 1);
    const change = await stage.publish(THREAD);
    await stage.sendOnBus(THREAD, [change]);
    await stage.publish(THREAD);
    await waitFor('both changes', () => reader.head === 2);
    expect(reader.seqs).to.deep.equal([1, 2]);
  });

  it('bundles the changes of a busy thread', async () => {
    const node = await stage.startNode();
    stage.store.createThread(THREAD);
    const reader = stage.openReader(node, THREAD);
    await waitFor('the join', () => node.counted.joins === 1);
    await Promise.all(allSeqs(1_000).map(() => stage.publish(THREAD)));
    await waitFor('all changes', () => reader.head === 1_000);
    expect(reader.seqs).to.deep.equal(allSeqs(1_000));
    expect(node.counted.flushes).to.be.below(200);
  });

  it('does not hand out the text of a comment that was removed since', async () => {
    const node = await stage.startNode();
    const first = stage.openReader(node, THREAD);
    await waitFor('the join', () => node.counted.joins === 1);
    await stage.publish(THREAD);
    const gone = commentNumbered(THREAD, 1, { rev: 2, status: 'rejected', html: null, author: null });
    await stage.publish(THREAD, { change: { kind: 'removed', comment: gone } });
    await waitFor('the removal', () => first.head === 2);
    const loads = stage.store.asked.changes.length;
    const late = stage.openReader(node, THREAD, 0);
    await waitFor('the late reader', () => late.head === 2);
    expect(stage.store.asked.changes.length, 'answered from memory').to.equal(loads);
    expect(late.changes.map(({ kind }) => kind)).to.deep.equal(['published', 'removed']);
    expect(JSON.stringify(late.changes)).not.to.contain('comment 1');
  });

  it('tells how many are viewing, over all nodes, and forgets who left', async () => {
    const config = { headComparisonMs: 30, roomGraceMs: 50 };
    const [one, other] = [await stage.startNode({ config }), await stage.startNode({ config })];
    const here = stage.openReader(one, THREAD);
    const there = [stage.openReader(other, THREAD), stage.openReader(other, THREAD)];
    await waitFor('everybody to be counted', () => [here, ...there].every(({ viewers }) => viewers === 3));
    for (const { leave } of there) leave();
    await waitFor('one viewer to be left', () => here.viewers === 1);
  });

  it('tells how many are viewing although a clock was put back by a day', async () => {
    const clocks = [0, 0].map(() => ({ offset: 0, now: () => Date.now() }));
    for (const clock of clocks) clock.now = () => Date.now() + clock.offset;
    const config = { headComparisonMs: 60_000 };
    const [one, other] = await Promise.all(
      clocks.map((clock) => stage.startNode({ config, deps: { clock } })),
    );
    const counts = [[] as number[], [] as number[]];
    const viewers = await Promise.all(
      [one!, other!].map((node, index) =>
        stage.openViewer(node, {
          onTold: (event, message) => event === 'head' && counts[index]!.push(message.viewers),
        }),
      ),
    );
    const compare = async () => {
      for (let round = 0; round < 2; round += 1) {
        for (const { realtime } of [one!, other!]) await realtime.compareHeads();
      }
      // An answer on the same connection comes after whatever was sent on it before.
      for (const viewer of viewers) await viewer.join(THREAD, 0);
      return counts.map((told) => told.at(-1));
    };
    for (const viewer of viewers) await viewer.join(THREAD, 0);
    expect(await compare()).to.deep.equal([2, 2]);
    // Long enough for whoever is not repeated to be forgotten.
    clocks[0]!.offset = -86_400_000;
    clocks[1]!.offset = 60_000;
    expect(await compare()).to.deep.equal([2, 2]);
  });

  it('forgets a process that is gone although the clock was put back since', () => {
    const clock = { at: 0, now: () => clock.at };
    const others = new OtherViewers(clock, 'here');
    others.note('there', 3);
    expect(others.count()).to.equal(3);
    clock.at = -86_400_000;
    expect(others.count()).to.equal(0);
  });

  it('keeps a room for a moment after the last viewer left, then lets it go', async () => {
    const node = await stage.startNode({ config: { roomGraceMs: 30 } });
    const reader = stage.openReader(node, THREAD);
    await waitFor('the join', () => node.counted.joins === 1);
    reader.leave();
    expect(node.realtime.stats().rooms).to.equal(1);
    await waitFor('the room to close', () => node.realtime.stats().rooms === 0);
  });

  it('goes on with a thread that comes into being under its viewers, for readers of its site only', async () => {
    const node = await stage.startNode();
    const own = stage.openReader(node, THREAD);
    const stranger = await stage.connect(node, { auth: { site: 'other' } });
    const heard: unknown[] = [];
    stranger.on('changes', (message) => heard.push(message));
    await stranger.emitWithAck('join', { thread: THREAD, after: 0 });
    await waitFor('both joins', () => node.counted.joins === 2);
    await stage.publish(THREAD);
    await stage.publish(THREAD);
    await waitFor('the changes', () => own.head === 2);
    // An answer on the same connection comes after whatever was sent on it before.
    await stranger.emitWithAck('leave', { thread: THREAD });
    expect(heard).to.deep.equal([]);
  });
});
