import { connect, createServer, type Socket } from 'node:net';

/**
 * A TCP proxy that harms what passes. Both directions suffer alike. `mend` ends every harm; what a black hole
 * swallowed stays lost, so its connections end then, as they do when a firewall has forgotten them.
 */
export type FaultProxy = {
  port: number;
  /** Connections end and new ones are refused. */
  cut(): void;
  /** Half-open: connections stay, nothing is read any more, and what was sent waits in the systems' buffers. */
  stall(): void;
  /** Connections stay and new ones are taken, but whatever is sent disappears. */
  blackHole(): void;
  delay(ms: number): void;
  throttle(bytesPerSecond: number): void;
  mend(): void;
  close(): Promise<void>;
};

export type Target = { host: string; port: number };
type Harm = 'none' | 'cut' | 'stall' | 'black-hole';
type Lane = { from: Socket; to: Socket; queue: { chunk: Buffer; timer: NodeJS.Timeout }[]; lastDue: number };
type Pair = { near: Socket; far: Socket; lanes: [Lane, Lane]; hasLost: boolean };

/** Each connection goes to the next of `targets()`, and on to the one after it where nothing listens. */
export async function createProxy(targets: () => Target[]): Promise<FaultProxy> {
  const pairs = new Set<Pair>();
  let harm: Harm = 'none';
  let delayMs = 0;
  let bytesPerMs = Number.POSITIVE_INFINITY;
  let turn = 0;

  const server = createServer({ pauseOnConnect: true }, (near) => {
    near.on('error', () => near.destroy());
    if (harm === 'cut') near.destroy();
    else dial(near, targets(), 0);
  });

  function dial(near: Socket, choices: Target[], tried: number) {
    const target = choices[turn++ % Math.max(1, choices.length)];
    if (target === undefined || tried >= choices.length) {
      near.destroy();
      return;
    }
    const far = connect(target);
    const failed = () => {
      far.destroy();
      dial(near, choices, tried + 1);
    };
    far.once('error', failed);
    far.once('connect', () => {
      far.off('error', failed);
      if (harm === 'cut' || near.destroyed) {
        near.destroy();
        far.destroy();
      } else join(near, far);
    });
  }

  function join(near: Socket, far: Socket) {
    const lane = (from: Socket, to: Socket): Lane => ({ from, to, queue: [], lastDue: 0 });
    const pair: Pair = { near, far, lanes: [lane(near, far), lane(far, near)], hasLost: false };
    pairs.add(pair);
    for (const one of pair.lanes) {
      one.from.setNoDelay(true);
      one.from.on('data', (chunk: Buffer) => take(pair, one, chunk));
      one.to.on('drain', () => steer(one));
      one.from.on('error', () => one.from.destroy());
      one.from.on('close', () => closed(pair, one));
      steer(one);
    }
  }

  function take(pair: Pair, lane: Lane, chunk: Buffer) {
    if (harm === 'black-hole') {
      pair.hasLost = true;
      return;
    }
    const now = performance.now();
    const due = Math.max(lane.lastDue, now + delayMs) + chunk.length / bytesPerMs;
    if (due <= now && lane.queue.length === 0) lane.to.write(chunk);
    else {
      lane.queue.push({ chunk, timer: setTimeout(() => release(lane), due - now) });
      lane.lastDue = due;
    }
    steer(lane);
  }

  function release(lane: Lane) {
    const next = lane.queue.shift();
    if (next && !lane.to.destroyed) lane.to.write(next.chunk);
    if (lane.queue.length === 0 && lane.from.destroyed) lane.to.end();
    steer(lane);
  }

  /** What a slow line still holds goes on at once when it is slow no longer. */
  function hurry(lane: Lane) {
    lane.lastDue = 0;
    for (let [next] = lane.queue; next; [next] = lane.queue) {
      clearTimeout(next.timer);
      release(lane);
    }
  }

  /** Reads on only when what was read can go on: nothing piles up here. */
  function steer(lane: Lane) {
    if (lane.from.destroyed) return;
    const isThrottled = bytesPerMs !== Number.POSITIVE_INFINITY && lane.queue.length > 0;
    if (harm === 'stall' || isThrottled || lane.to.writableNeedDrain) lane.from.pause();
    else lane.from.resume();
  }

  function closed(pair: Pair, lane: Lane) {
    // A black hole swallows the farewell too.
    if (harm === 'black-hole') pair.hasLost = true;
    else if (lane.queue.length === 0) lane.to.end();
    if (pair.near.destroyed && pair.far.destroyed) pairs.delete(pair);
  }

  function drop(which: (pair: Pair) => boolean) {
    for (const pair of [...pairs].filter(which)) {
      pair.near.destroy();
      pair.far.destroy();
      pairs.delete(pair);
    }
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as { port: number }).port,
    cut() {
      harm = 'cut';
      drop(() => true);
    },
    stall() {
      harm = 'stall';
      for (const { lanes } of pairs) for (const lane of lanes) steer(lane);
    },
    blackHole() {
      harm = 'black-hole';
    },
    delay(ms) {
      delayMs = ms;
    },
    throttle(bytesPerSecond) {
      bytesPerMs = bytesPerSecond / 1_000;
    },
    mend() {
      harm = 'none';
      delayMs = 0;
      bytesPerMs = Number.POSITIVE_INFINITY;
      drop((pair) => pair.hasLost);
      for (const { lanes } of pairs) {
        for (const lane of lanes) {
          hurry(lane);
          steer(lane);
        }
      }
    },
    async close() {
      harm = 'cut';
      drop(() => true);
      await new Promise((done) => server.close(done));
    },
  };
}
