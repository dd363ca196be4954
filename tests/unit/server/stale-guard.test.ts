import { createMemoryBus } from '@parley/adapters/bus/memory';
import type { EventBus } from '@parley/core/ports/event-bus';
import { announceHiding } from '@parley/core/threads/hidings';
import { expect } from 'chai';
import { createStaleGuard } from '../../../services/server/src/http/stale-guard.ts';
import { createQuietLog } from '../../harness/quiet-log.ts';

const THREAD = 'a-thread';
const TIMEOUT_MS = 30;

describe('What may still be shown while the store is away', () => {
  it('is what was read before, as long as nothing in it was hidden', async () => {
    const { guard, bus } = await arrange();
    const kept = { head: 7, trueAt: performance.now() };
    expect(await guard.mayShow(THREAD, kept)).to.equal(true);
    await announceHiding(bus, { thread: 'another', head: 9 });
    expect(await guard.mayShow(THREAD, kept)).to.equal(true);
    await announceHiding(bus, { thread: THREAD, head: 8 });
    expect(await guard.mayShow(THREAD, kept)).to.equal(false);
    expect(await guard.mayShow(THREAD, { ...kept, head: 8 }), 'read after it').to.equal(true);
    await announceHiding(bus, { thread: THREAD, head: 5 });
    expect(await guard.mayShow(THREAD, { ...kept, head: 7 }), 'an older word came late').to.equal(false);
  });

  it('waits for words that are still on their way', async () => {
    const { guard, bus, hold } = await arrange();
    const kept = { head: 7, trueAt: performance.now() };
    const release = hold();
    await announceHiding(bus, { thread: THREAD, head: 8 });
    const asked = guard.mayShow(THREAD, kept);
    setImmediate(() => setImmediate(release));
    expect(await asked).to.equal(false);
  });

  it('is nothing while the bus is down, swallows words, or cannot send them', async () => {
    const { guard, state, hold } = await arrange();
    const kept = { head: 7, trueAt: performance.now() };
    state.is = 'down';
    expect(await guard.mayShow(THREAD, kept), 'down').to.equal(false);
    state.is = 'up';
    hold();
    expect(await guard.mayShow(THREAD, kept), 'swallowed').to.equal(false);
    state.fails = true;
    expect(await guard.mayShow(THREAD, kept), 'refused').to.equal(false);
  });

  it('is nothing that was read before the bus was away: words may have passed', async () => {
    const { guard, recover } = await arrange();
    const before = { head: 7, trueAt: performance.now() };
    recover();
    expect(await guard.mayShow(THREAD, before)).to.equal(false);
    expect(await guard.mayShow(THREAD, { head: 7, trueAt: performance.now() })).to.equal(true);
  });
});

/** A bus that can be held up, refuse, and come back. */
async function arrange() {
  const log = createQuietLog();
  const memory = createMemoryBus({ log });
  const state = { is: 'up' as 'up' | 'down', fails: false };
  let held: (() => void)[] | null = null;
  const recoveries: (() => void)[] = [];
  const bus: EventBus = {
    ...memory,
    state: () => state.is,
    onRecovery: (listener) => void recoveries.push(listener),
    async publish(channel, message) {
      if (state.fails) throw new Error('the bus is down');
      const send = () => void memory.publish(channel, message);
      if (held) held.push(send);
      else send();
    },
  };
  const guard = createStaleGuard({ bus, log }, { timeoutMs: TIMEOUT_MS });
  // The subscription is there when its promise has been heard of.
  await new Promise((resolve) => setImmediate(resolve));
  return {
    guard,
    bus,
    state,
    hold() {
      held = [];
      return () => {
        for (const send of held ?? []) send();
        held = null;
      };
    },
    recover() {
      for (const listener of recoveries) listener();
    },
  };
}
