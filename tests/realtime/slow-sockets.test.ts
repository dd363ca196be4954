import { expect } from 'chai';
import type { Socket } from 'socket.io-client';
import { memoryKept } from '../harness/memory.ts';
import type { RawViewer } from '../harness/raw-viewer.ts';
import { waitFor } from '../harness/wait-for.ts';
import { commentNumbered, threadNamed } from './pretend-store.ts';
import { allSeqs, createStage, type Node, type Stage } from './stage.ts';

const THREAD = threadNamed('slow');
/** Kilobytes of one change: large, so that few of them fill the system's own buffers. */
const CHANGE_KB = 200;

describe('a viewer who does not read', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
    stage.store.createThread(THREAD);
  });
  afterEach(() => stage.strike());

  /** The TCP socket below: paused, it fills up, as on a phone in a tunnel. */
  function wireOf(socket: Socket) {
    const { transport } = socket.io.engine as unknown as {
      transport: { ws: { _socket: { pause(): void; resume(): void } } };
    };
    return transport.ws._socket;
  }

  async function publishLarge(node: Node) {
    const html = `<p>${'x'.repeat(CHANGE_KB * 1_024)}</p>`;
    const number = stage.store.headOf(THREAD) + 1;
    const flushes = node.counted.flushes ?? 0;
    await stage.publish(THREAD, { change: { comment: commentNumbered(THREAD, number, { html }) } });
    await waitFor('the change to be sent', () => (node.counted.flushes ?? 0) > flushes);
  }

  async function fillUp(node: Node) {
    await waitFor(
      'the socket to be held',
      async () => {
        await publishLarge(node);
        return node.counted['sockets-held'] === 1;
      },
      20_000,
    );
  }

  it('is sent nothing more, is told to load anew once they read again, and then goes on', async () => {
    const node = await stage.startNode();
    const socket = await stage.connect(node);
    const resets: number[] = [];
    const changes: number[] = [];
    socket.on('reset', ({ head }) => resets.push(head));
    socket.on('changes', (message) =>
      changes.push(...message.changes.map(({ seq }: { seq: number }) => seq)),
    );
    await socket.emitWithAck('join', { thread: THREAD, after: 0 });
    const quick = stage.openReader(node, THREAD);
    await waitFor('both joins', () => node.counted.joins === 2);

    wireOf(socket).pause();
    await fillUp(node);
    const heldAt = stage.store.headOf(THREAD);
    const before = memoryKept().buffers;
    for (let count = 0; count < 100; count += 1) {
      await publishLarge(node);
      await waitFor('the quick reader', () => quick.head === stage.store.headOf(THREAD));
    }
    // What nobody holds is given back a little after it was collected.
    await waitFor('no more than 60 changes to be kept for it', () => {
      const grown = memoryKept().buffers - before;
      return grown / 1_024 / CHANGE_KB < 60;
    });
    wireOf(socket).resume();
    await waitFor('the reset', () => resets.length === 1, 10_000);
    expect(resets).to.deep.equal([heldAt + 100]);
    expect(changes.at(-1)).to.be.at.most(heldAt);
    await publishLarge(node);
    await waitFor('what follows', () => changes.at(-1) === heldAt + 101);
  }).timeout(60_000);

  it('cannot fill the memory by asking without end', async () => {
    const node = await stage.startNode();
    // An answer of nearly a megabyte each.
    const html = 'x'.repeat(1_900);
    for (const number of allSeqs(500)) {
      stage.store.append(THREAD, { comment: commentNumbered(THREAD, number, { html }) });
    }
    const viewers = await Promise.all(allSeqs(5).map(() => stage.openViewer(node)));
    const before = memoryKept();
    for (const viewer of viewers) {
      viewer.stopReading();
      for (let count = 0; count < 90; count += 1) viewer.send('join', { thread: THREAD, after: 0 });
    }
    await waitFor('all to be answered', () => node.counted.joins === 450);
    // Four hundred megabytes if all were kept.
    const after = memoryKept();
    const grown = after.heap + after.buffers - before.heap - before.buffers;
    expect(grown / 1e6, 'megabytes kept for them').to.be.below(60);
    expect(node.counted['sockets-held']).to.equal(5);
    const back = viewers[0] as RawViewer;
    back.readOn();
    expect(await back.join(THREAD, 490)).to.have.property('head', 500);
  }).timeout(30_000);

  it('cannot fill the memory with short words either', async () => {
    const node = await stage.startNode();
    const viewer = await stage.openViewer(node);
    viewer.stopReading();
    await waitFor('it to be dropped', () => {
      for (let count = 0; count < 500; count += 1) viewer.send('nonsense', {});
      return node.counted['sockets-dropped'] === 1;
    });
    viewer.readOn();
    await viewer.closed;
    expect(node.realtime.stats().connections).to.equal(0);
  }).timeout(30_000);

  it('gets no more text at once than a first slice would cost', async () => {
    const node = await stage.startNode();
    const html = 'x'.repeat(10_000);
    for (const number of allSeqs(200)) {
      stage.store.append(THREAD, { comment: commentNumbered(THREAD, number, { html }) });
    }
    const viewer = await stage.openViewer(node);
    expect(await viewer.join(THREAD, 0)).to.deep.equal({ head: 200, reset: true });
    expect(await viewer.join(THREAD, 190))
      .to.have.property('changes')
      .with.length(10);
  });

  it('is dropped when it goes on for too long', async () => {
    const node = await stage.startNode({ config: { heldSocketMs: 300 } });
    const socket = await stage.connect(node);
    await socket.emitWithAck('join', { thread: THREAD, after: 0 });
    wireOf(socket).pause();
    await fillUp(node);
    await waitFor('the socket to be dropped', () => node.counted['sockets-dropped'] === 1);
    await waitFor('its connection to be gone', () => node.realtime.stats().connections === 0);
  }).timeout(40_000);
});
