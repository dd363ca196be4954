import { connect, createServer, type Socket } from 'node:net';

/** A TCP wire to a server, which a test can cut (connections end, new ones are refused) or freeze (silence). */
export type Wire = {
  port: number;
  cut(): void;
  /** Accepts and keeps connections but lets nothing through, as a network that swallows packets does. */
  freeze(): void;
  /** How many pieces of data were swallowed so far. */
  swallowed(): number;
  mend(): void;
  close(): Promise<void>;
};

export async function createWire(target: { host: string; port: number }): Promise<Wire> {
  const pairs = new Set<[Socket, Socket]>();
  let mode: 'open' | 'cut' | 'frozen' = 'open';
  let swallowed = 0;
  const server = createServer((near) => {
    if (mode === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(target);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const forget = () => {
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (data) => {
        if (mode === 'open') to.write(data);
        else swallowed += 1;
      });
      from.on('close', forget);
      from.on('error', forget);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const dropAll = () => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    port: (server.address() as { port: number }).port,
    cut() {
      mode = 'cut';
      dropAll();
    },
    freeze() {
      mode = 'frozen';
    },
    swallowed: () => swallowed,
    mend() {
      mode = 'open';
    },
    async close() {
      dropAll();
      await new Promise((done) => server.close(done));
    },
  };
}
