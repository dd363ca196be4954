import type { Cluster } from './cluster.ts';
import type { Fault, FaultKind } from './schedule.ts';

/** Slower than the poorest of mobile networks, and enough for a live connection to survive. */
const SLOW_READER_BYTES_PER_SECOND = 2_000;
const THROTTLED_BYTES_PER_SECOND = 20_000;
const DELAY_MS = 150;

type Injection = (cluster: Cluster, fault: Fault) => Promise<() => unknown>;

/** Harms the cluster for as long as the fault lasts; resolves when the harm is undone. */
export async function inject(cluster: Cluster, fault: Fault): Promise<void> {
  const heal = await INJECTIONS[fault.kind](cluster, fault);
  await new Promise((next) => setTimeout(next, fault.lastsMs));
  await heal();
}

const INJECTIONS: Record<FaultKind, Injection> = {
  'server-killed': async (cluster, fault) => {
    const node = nodeOf(cluster, fault);
    await node.process.end('SIGKILL');
    return () => node.start();
  },
  'server-paused': async (cluster, fault) => {
    const { child } = nodeOf(cluster, fault).process;
    child.kill('SIGSTOP');
    return () => child.kill('SIGCONT');
  },
  'server-stopped': async (cluster, fault) => {
    const node = nodeOf(cluster, fault);
    await node.process.end('SIGTERM');
    return () => node.start();
  },
  'readers-cut': harmProxy('readers', (proxy) => proxy.cut()),
  'readers-stalled': harmProxy('readers', (proxy) => proxy.stall()),
  'writers-cut': harmProxy('writers', (proxy) => proxy.cut()),
  'writers-delayed': harmProxy('writers', (proxy) => proxy.delay(DELAY_MS)),
  'reader-slow': harmProxy('slowReader', (proxy) => proxy.throttle(SLOW_READER_BYTES_PER_SECOND)),
  'redis-restarted': async ({ redis }) => {
    await redis?.kill();
    return () => redis?.start();
  },
  'redis-subscribers-killed': async ({ redis }) => {
    await redis?.killSubscribers();
    return () => {};
  },
  'redis-cut': harmProxy('bus', (proxy) => proxy.cut()),
  'redis-black-hole': harmProxy('bus', (proxy) => proxy.blackHole()),
  'redis-delayed': harmProxy('bus', (proxy) => proxy.delay(DELAY_MS)),
  'redis-throttled': harmProxy('bus', (proxy) => proxy.throttle(THROTTLED_BYTES_PER_SECOND)),
  'store-cut': harmProxy('store', (proxy) => proxy.cut()),
  'store-black-hole': harmProxy('store', (proxy) => proxy.blackHole()),
  'store-delayed': harmProxy('store', (proxy) => proxy.delay(DELAY_MS)),
};

function harmProxy(
  name: keyof Cluster['proxies'],
  harm: (proxy: NonNullable<Cluster['proxies'][typeof name]>) => void,
): Injection {
  return async ({ proxies }) => {
    const proxy = proxies[name];
    if (proxy === null) throw new Error(`there is nothing behind ${name} to be harmed`);
    harm(proxy);
    return () => proxy.mend();
  };
}

function nodeOf({ nodes }: Cluster, { pick }: Fault) {
  const node = nodes[Math.floor(pick * nodes.length)];
  if (node === undefined) throw new Error('there is no server to be harmed');
  return node;
}
