import { createApiClient } from '@parley/contracts/client/api-client';
import { createLiveClient, type LiveClient } from '@parley/contracts/client/live-client';
import { expect } from 'chai';
import { waitFor } from '../harness/wait-for.ts';
import { createWire } from '../harness/wire.ts';
import { threadNamed } from './pretend-store.ts';
import { createStage, type Node, type Stage } from './stage.ts';

const THREAD = threadNamed('client');

describe('the live client', () => {
  let stage: Stage;
  const own: LiveClient[] = [];

  beforeEach(() => {
    stage = createStage();
  });
  afterEach(async () => {
    for (const client of own.splice(0)) client.close();
    await stage.strike();
  });

  function open(node: Node, options: Partial<Parameters<typeof createLiveClient>[0]> = {}) {
    const client = createLiveClient({
      baseUrl: node.url,
      site: 'demo',
      token: () => null,
      api: createApiClient({ baseUrl: node.url }),
      loadSocketIo: () => import('socket.io-client'),
      random: () => 0.05,
      ...options,
    });
    own.push(client);
    const seen: number[] = [];
    const states: string[] = [];
    client.onState(({ status }) => states.push(status));
    client.join(THREAD, 0, {
      onChanges: (changes) => seen.push(...changes.map(({ seq }) => seq)),
      onReset() {},
    });
    return { client, seen, states };
  }

  it('says how it is connected', async () => {
    const node = await stage.startNode();
    const { client, states } = open(node);
    expect(client.state()).to.deep.equal({
      status: 'connecting',
      transport: null,
      reconnects: 0,
      lastCloseReason: null,
    });
    await waitFor('the connection', () => client.state().status === 'live');
    expect(client.state().transport).to.equal('websocket');
    expect(states).to.deep.equal(['live']);
  });

  it('polls while no socket can be had, and comes live when one can', async () => {
    const config = { socketsPerAddress: 0 };
    const node = await stage.startNode({ config });
    stage.store.append(THREAD);
    const { client, seen } = open(node);
    await waitFor('the change by polling', () => seen.length === 1);
    await waitFor('the state', () => client.state().status === 'polling');
    expect(client.state().lastCloseReason).to.be.a('string');
    await node.kill();
    config.socketsPerAddress = 10;
    await node.revive();
    await waitFor('the connection', () => client.state().status === 'live', 8_000);
    await stage.publish(THREAD);
    await waitFor('the change by socket', () => seen.length === 2);
  }).timeout(15_000);

  it('polls when the script of the socket is blocked', async () => {
    const node = await stage.startNode();
    stage.store.append(THREAD);
    let isBlocked = true;
    const { client, seen } = open(node, {
      loadSocketIo: () => (isBlocked ? Promise.reject(new Error('blocked')) : import('socket.io-client')),
    });
    await waitFor('the change by polling', () => seen.length === 1);
    expect(client.state().lastCloseReason).to.equal('script-blocked');
    isBlocked = false;
    await waitFor('the connection', () => client.state().status === 'live');
  });

  it('falls back to long polling where WebSockets are refused', async () => {
    const node = await stage.startNode();
    const { client } = open(node, {
      async loadSocketIo() {
        const { io } = await import('socket.io-client');
        // As a proxy does that knows nothing of upgrades.
        const blocked = ((url: string, options: object) =>
          io(url, { ...options, transportOptions: { websocket: { path: '/nowhere' } } })) as typeof io;
        return { io: blocked };
      },
    });
    await waitFor('the connection', () => client.state().status === 'live');
    expect(client.state().transport).to.equal('polling');
  });

  it('is offline when nothing answers', async () => {
    const node = await stage.startNode();
    await node.kill();
    const { client } = open(node);
    await waitFor('the state', () => client.state().status === 'offline');
    await node.revive();
    await waitFor('the connection', () => client.state().status === 'live', 8_000);
  }).timeout(15_000);

  it('connects anew with a new token', async () => {
    const tokens: unknown[] = [];
    const node = await stage.startNode();
    let token: string | null = null;
    const { client, seen } = open(node, {
      token: () => token,
      async loadSocketIo() {
        const { io } = await import('socket.io-client');
        const noting = ((url: string, options: { auth: (give: (data: object) => void) => void }) => {
          const auth = (give: (data: object) => void) =>
            options.auth((data) => {
              tokens.push((data as { token?: unknown }).token);
              give(data);
            });
          return io(url, { ...options, auth });
        }) as typeof io;
        return { io: noting };
      },
    });
    await waitFor('the connection', () => client.state().status === 'live');
    token = 'fresh';
    client.reconnect();
    await waitFor('the token', () => tokens.at(-1) === 'fresh');
    await waitFor('the connection', () => client.state().reconnects === 1);
    await stage.publish(THREAD);
    await waitFor('the change', () => seen.length === 1);
    expect(client.state().lastCloseReason).to.equal(null);
  });

  it('leaves a thread, and is then told nothing of it', async () => {
    const node = await stage.startNode({ config: { roomGraceMs: 0 } });
    const client = stage.openClient(node);
    const seen: string[] = [];
    const leaveFirst = client.join(THREAD, 0, { onChanges: () => seen.push('first'), onReset() {} });
    const leaveSecond = client.join(THREAD, 0, { onChanges: () => seen.push('second'), onReset() {} });
    await waitFor('the join', () => node.counted.joins === 1);
    leaveFirst();
    await stage.publish(THREAD);
    await waitFor('the change', () => seen.length > 0);
    expect(seen).to.deep.equal(['second']);
    leaveSecond();
    await waitFor('the room to be gone', () => node.realtime.stats().rooms === 0);
  });

  describe('when the page wakes up', () => {
    const listeners = new Map<string, () => void>();
    const scope = globalThis as { addEventListener?: unknown; removeEventListener?: unknown };
    const original = { add: scope.addEventListener, remove: scope.removeEventListener };

    beforeEach(() => {
      scope.addEventListener = (name: string, listener: () => void) => listeners.set(name, listener);
      scope.removeEventListener = (name: string) => listeners.delete(name);
    });
    afterEach(() => {
      scope.addEventListener = original.add;
      scope.removeEventListener = original.remove;
    });

    it('does not wait any longer', async () => {
      const node = await stage.startNode();
      const { client } = open(node, { random: () => 1 });
      await waitFor('the connection', () => client.state().status === 'live');
      await node.realtime.drain(0);
      await waitFor('the loss', () => client.state().status !== 'live');
      await node.kill();
      await waitFor('a failed attempt', () => client.state().lastCloseReason !== 'transport close');
      await node.revive();
      const startedAt = performance.now();
      listeners.get('online')?.();
      await waitFor('the connection', () => client.state().status === 'live');
      expect(performance.now() - startedAt).to.be.below(10_000);
    });

    it('finds out that a connection only seems to be there', async () => {
      const node = await stage.startNode();
      const wire = await createWire({ host: '127.0.0.1', port: Number(new URL(node.url).port) });
      const { client, seen } = open({ ...node, url: `http://127.0.0.1:${wire.port}` });
      await waitFor('the connection', () => client.state().status === 'live');
      wire.freeze();
      await stage.publish(THREAD);
      await waitFor('the change to be swallowed', () => wire.swallowed() > 0);
      const before = wire.swallowed();
      listeners.get('pageshow')?.();
      await waitFor('the question to be swallowed', () => wire.swallowed() > before);
      wire.mend();
      await waitFor('the change', () => seen.length === 1);
      // As long as a join may take.
      await waitFor('a new connection', () => client.state().reconnects === 1, 15_000);
      await wire.close();
    }).timeout(25_000);

    it('finds out by its clock that the machine slept for a night, and starts from where the thread then is', async () => {
      const looks: (() => void)[] = [];
      const { setInterval } = globalThis;
      const { now } = Date;
      // Nobody else tells it anything.
      const node = await stage.startNode({ config: { headComparisonMs: 3_600_000 } });
      const wire = await createWire({ host: '127.0.0.1', port: Number(new URL(node.url).port) });
      try {
        globalThis.setInterval = ((look: () => void, ms: number) => {
          looks.push(look);
          return setInterval(look, ms);
        }) as typeof setInterval;
        const reader = stage.openReader({ ...node, url: `http://127.0.0.1:${wire.port}` }, THREAD);
        globalThis.setInterval = setInterval;
        await waitFor('the join', () => node.counted.joins === 1);
        await stage.publish(THREAD);
        await waitFor('the first change', () => reader.head === 1);
        wire.freeze();
        // More than the log holds.
        for (let count = 0; count < 599; count += 1) await stage.publish(THREAD);
        await waitFor('the night to pass', () => node.counted['changes-sent'] === 600);
        let heard = { pieces: 0, at: performance.now() };
        await waitFor('the wire to have swallowed all of it', () => {
          const pieces = wire.swallowed();
          if (pieces !== heard.pieces) heard = { pieces, at: performance.now() };
          return pieces > 0 && performance.now() - heard.at > 500;
        });
        wire.mend();
        Date.now = () => now() + 8 * 3_600_000;
        for (const look of looks) look();
        await waitFor('the reset', () => reader.resets.length === 1);
        reader.client.reposition(THREAD, 600);
        await waitFor('the connection', () => reader.client.state().status === 'live');
        await stage.publish(THREAD);
        await waitFor('the change', () => reader.head === 601);
        expect(reader.seqs).to.deep.equal([1, 601]);
      } finally {
        globalThis.setInterval = setInterval;
        Date.now = now;
        await wire.close();
      }
    }).timeout(30_000);

    it('stops listening when it is closed', async () => {
      const node = await stage.startNode();
      const { client } = open(node);
      expect([...listeners.keys()]).to.include('online');
      client.close();
      expect([...listeners.keys()]).to.deep.equal([]);
    });
  });
});
