import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Log } from '@parley/core/ports/host';
import { Redis } from 'ioredis';
import { type RedisReply, RedisStore } from 'rate-limit-redis';
import { prefixIn } from '../bus/redis-prefix.ts';

/** A count that Redis does not answer by then is not waited for. */
const COMMAND_TIMEOUT_MS = 500;
/** A start does not wait longer than this for Redis. */
const READY_WITHIN_MS = 1_000;

/** Limit counters in Redis, so that all nodes of an installation count together; one connection for all limiters. */
export async function createRedisLimitStores(options: { url: string; log: Log }) {
  const redis = new Redis(options.url, {
    commandTimeout: COMMAND_TIMEOUT_MS,
    // Without an answer the limiter lets pass: commands must fail at once, not wait for the connection.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  });
  redis.on('error', (error) => options.log.debug('limits.redis-failed', { error: String(error) }));
  // Limiters load their scripts when they are made; without Redis they load them with the first count.
  await Promise.race([once(redis, 'ready'), setTimeout(READY_WITHIN_MS)]).catch(() => {});
  return {
    storeFor: (prefix: string) =>
      new RedisStore({
        prefix: (prefixIn(options.url) ?? '') + prefix,
        sendCommand: (command: string, ...args: string[]) =>
          redis.call(command, ...args) as Promise<RedisReply>,
      }),
    close: async () => redis.disconnect(),
  };
}
