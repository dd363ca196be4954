import { randomBytes } from 'node:crypto';
import type { Step } from '@parley/adapters/storage/mongo/access';
import { openMongo } from '@parley/adapters/storage/mongo/store';
import type { Store } from '@parley/core/ports/store';

export type Node = Awaited<ReturnType<typeof openMongo>>;

export type Nodes = {
  url: string;
  /** Another process, as far as the database can tell: it shares nothing with the others. */
  open(options?: { onStep?: (step: Step) => void | Promise<void>; monitored?: boolean }): Promise<Node>;
  /** Drops the database and closes every node. */
  dispose(): Promise<void>;
};

/** A database of its own on the server, for as many nodes as a test wants. */
export function mongoNodes(server: string): Nodes {
  const url = new URL(server);
  url.pathname = `/parley-test-${randomBytes(6).toString('hex')}`;
  const opened: Node[] = [];
  return {
    url: url.href,
    open: async ({ onStep, monitored = false } = {}) => {
      const own = new URL(url);
      if (monitored) own.searchParams.set('monitorCommands', 'true');
      const options = { url: own.href, clock: { now: () => Date.now() } };
      const node = await openMongo(onStep === undefined ? options : { ...options, onStep });
      opened.push(node);
      return node;
    },
    dispose: async () => {
      await opened[0]?.connection.dropDatabase();
      for (const node of opened) await node.store.close();
    },
  };
}

/** A store whose calls go to each of these in turn, as those of readers do behind a proxy. */
export function spread(stores: Store[]): Store {
  let calls = 0;
  const nextStore = () => {
    calls += 1;
    return stores[calls % stores.length] as Store;
  };
  const noun = (name: keyof Store) =>
    new Proxy(
      {},
      {
        get:
          (_, method) =>
          (...values: unknown[]) =>
            call(nextStore()[name], method, values),
      },
    );
  return new Proxy({}, { get: (_, name) => noun(name as keyof Store) }) as Store;
}

function call(noun: object | string, method: string | symbol, values: unknown[]): unknown {
  return (noun as Record<string | symbol, (...values: unknown[]) => unknown>)[method]?.(...values);
}
