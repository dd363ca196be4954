import { createMemoryBus } from '@parley/adapters/bus/memory';
import type { Changes } from '@parley/contracts/objects';
import { ThreadRoom } from '@parley/server/realtime/thread-room';
import { expect } from 'chai';
import { createQuietLog } from '../harness/quiet-log.ts';
import { createPretendStore, threadNamed } from './pretend-store.ts';
import { allSeqs } from './stage.ts';

const THREAD = threadNamed('room');

describe('the room of a thread', () => {
  /** A room that stands at 300, and a store that answers when told to. */
  async function openRoom() {
    const store = createPretendStore();
    const log = createQuietLog();
    for (let count = 0; count < 300; count += 1) store.append(THREAD);
    const asked: number[] = [];
    let answer = () => {};
    let gate: Promise<void> = Promise.resolve();
    const outlet = { sendChanges() {}, sendHead() {}, sendReset() {}, keepOnly() {} };
    const room = new ThreadRoom(THREAD, 300, {
      bus: createMemoryBus({ log }),
      siteOfThread: async () => 'demo',
      clock: { now: Date.now },
      log,
      metrics: undefined,
      async loadChanges(thread, after): Promise<Changes> {
        asked.push(after);
        await gate;
        return store.changesAfter(thread, after);
      },
      outlet,
      node: 'here',
    });
    await room.ready;
    asked.length = 0;
    gate = new Promise((resolve) => {
      answer = resolve;
    });
    return { room, asked, answer };
  }

  it('asks the store once for all who are a little further behind than it reaches', async () => {
    const { room, asked, answer } = await openRoom();
    const behind = allSeqs(299, 240).reverse();
    const reached = Promise.all(behind.map((after) => room.reach(after)));
    answer();
    await reached;
    expect(asked).to.deep.equal([299 - 64]);
    for (const after of behind) expect(room.answerFrom(after).changes?.length).to.equal(300 - after);
    await room.close();
  });
});
