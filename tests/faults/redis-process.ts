import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { freePort } from '../harness/free-port.ts';
import { waitFor } from '../harness/wait-for.ts';

/** A Redis of our own, which a test may kill. It keeps nothing. */
export type RedisProcess = {
  port: number;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Without waiting for its end. */
  endNow(): void;
  /** Ends every connection that listens, as an operator may. */
  killSubscribers(): Promise<void>;
};

const START_LIMIT_MS = 15_000;

export async function startRedis(): Promise<RedisProcess> {
  const port = await freePort();
  let child: ChildProcess | null = null;

  async function withOperator<T>(run: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis({ port, lazyConnect: true, retryStrategy: () => null });
    redis.on('error', () => {});
    try {
      await redis.connect();
      return await run(redis);
    } finally {
      redis.disconnect();
    }
  }

  const redis: RedisProcess = {
    port,
    async start() {
      const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      child = spawn('redis-server', args, { stdio: 'ignore' });
      await waitFor('Redis to answer', () => withOperator((operator) => operator.ping()), START_LIMIT_MS);
    },
    async kill() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    endNow() {
      child?.kill('SIGKILL');
    },
    async killSubscribers() {
      await withOperator((operator) => operator.client('KILL', 'TYPE', 'PUBSUB'));
    },
  };
  await redis.start();
  return redis;
}
