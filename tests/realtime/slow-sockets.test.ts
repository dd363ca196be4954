import { expect } from 'chai';
import type { Socket } from 'socket.io-client';
import { waitFor } from '../harness/wait-for.ts';
import { commentNumbered, threadNamed } from './pretend-store.ts';
import { createStage, type Node, type Stage } from './stage.ts';

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
    const before = process.memoryUsage().external + process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 100; count += 1) {
      await publishLarge(node);
      await waitFor('the quick reader', () => quick.head === stage.store.headOf(THREAD));
    }
    const grown = process.memoryUsage().external + process.memoryUsage().arrayBuffers - before;
    expect(grown / 1_024 / CHANGE_KB, 'changes kept for it').to.be.below(60);
    wireOf(socket).resume();
    await waitFor('the reset', () => resets.length === 1, 10_000);
    expect(resets).to.deep.equal([heldAt + 100]);
    expect(changes.at(-1)).to.be.at.most(heldAt);
    await publishLarge(node);
    await waitFor('what follows', () => changes.at(-1) === heldAt + 101);
  }).timeout(60_000);

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
