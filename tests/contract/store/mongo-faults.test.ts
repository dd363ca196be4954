import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { openMongoStore } from '@parley/adapters/storage/mongo/store';
import type { Store } from '@parley/core/ports/store';
import { StoreUnavailable } from '@parley/core/ports/store';
import { expect } from 'chai';
import { describeWithMongo } from '../../harness/servers.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { expectNoDrift, freshThread, post } from './arrange.ts';
import { mongoNodes, type Nodes } from './mongo-nodes.ts';

const clock = { now: () => Date.now() };

describeWithMongo('a store on a MongoDB that fails', (server) => {
  let nodes: Nodes;
  let wire: Wire;
  let store: Store;
  before('open a store over a wire that can be cut', async () => {
    nodes = mongoNodes(server);
    await nodes.open();
    wire = await layWire(new URL(server));
    const url = new URL(nodes.url);
    url.port = String(wire.port);
    store = await openMongoStore({ url: `${url}?directConnection=true`, clock });
  });
  after('remove what was kept', async () => {
    await store?.close();
    wire?.end();
    await nodes?.dispose();
  });

  it('cannot be opened where no server is, and says so within seconds', async () => {
    const begun = performance.now();
    const outcome = await openMongoStore({ url: 'mongodb://127.0.0.1:9/none', clock }).catch(
      (error) => error,
    );
    expect(outcome).to.be.instanceOf(StoreUnavailable);
    expect(performance.now() - begun).to.be.lessThan(8_000);
  });

  it('says that it is unavailable while it is cut off, and goes on when it is back', async () => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    wire.cut();
    const calls = [
      () => store.ping(),
      () => store.comments.find(root.id),
      () => post(store, thread),
      () => store.relay.repair(0),
    ];
    for (const call of calls) {
      expect(await call().catch((error: unknown) => error)).to.be.instanceOf(StoreUnavailable);
    }
    wire.mend();
    await waitFor('the store to answer again', () => store.ping().then(() => true), 15_000);
    await store.relay.repair(Number.MAX_SAFE_INTEGER);
    await post(store, thread);
    await expectNoDrift(store, thread);
  });

  it('takes an operator in the place of a value for no value at all', async () => {
    const thread = await freshThread(store);
    const { id, idempotencyKey } = await post(store, thread);
    expect((await store.comments.findByKey(thread.id, idempotencyKey))?.id).to.equal(id);
    const anything = { $ne: 'x' } as unknown as string;
    const looks = [
      () => store.comments.findByKey(thread.id, anything),
      () => store.sessions.find(anything),
      () => store.moderators.findByEmail(anything),
      () => store.readers.findExternal(anything, anything),
    ];
    for (const look of looks) {
      expect(await look().catch((error: unknown) => error)).to.be.instanceOf(StoreUnavailable);
    }
  });
});

type Wire = { port: number; cut(): void; mend(): void; end(): void };

/** Passes bytes on to the server, until it is cut: then connections break and none are made. */
async function layWire(server: URL): Promise<Wire> {
  const ends = new Set<Socket>();
  let isCut = false;
  const listener: Server = createServer((near) => {
    const far = connect(Number(server.port || 27017), server.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => ends.delete(from));
    }
    if (isCut) near.destroy();
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const breakAll = () => {
    for (const end of ends) end.destroy();
  };
  return {
    port: address.port,
    cut: () => {
      isCut = true;
      breakAll();
    },
    mend: () => {
      isCut = false;
    },
    end: () => {
      breakAll();
      listener.close();
    },
  };
}
