import type { EventBus } from '@parley/core/ports/event-bus';
import type { Log } from '@parley/core/ports/host';
import { Redis, type RedisOptions } from 'ioredis';
import { prefixIn } from './redis-prefix.ts';

/** First and longest wait between attempts to connect; the real one is a random part of it. */
const RECONNECT_FIRST_MS = 100;
const RECONNECT_MAX_MS = 1_000;
const CONNECT_TIMEOUT_MS = 3_000;
/** A healthy Redis answers within a few milliseconds; past this the connection is taken for dead. */
const COMMAND_TIMEOUT_MS = 2_000;
/** A connection that only listens does not notice a network that swallows everything: it asks. */
const HEARTBEAT_MS = 5_000;
/** Channels named in one SUBSCRIBE, so that coming back with many does not block Redis for long. */
const SUBSCRIBE_CHUNK = 500;

export type RedisBusOptions = {
  /** `redis://` or `rediss://`, with `?prefix=` where installations share a Redis. Secret: may hold a password. */
  url: string;
  log: Log;
  random?: () => number;
};

/**
 * A bus over Redis publish/subscribe, with one connection for each direction. Returns at once and connects in
 * the background; until then, and whenever a connection is lost, `state()` is `down`, `publish` rejects
 * without queueing and subscriptions are remembered and renewed before `onRecovery` fires. One channel a thread,
 * each command for itself: nothing here stands in the way of a Redis Cluster.
 */
export function createRedisBus(options: RedisBusOptions): EventBus {
  const { log } = options;
  const prefix = prefixIn(options.url) ?? 'parley:';
  const wishes = new Map<string, Set<(message: string) => void>>();
  const confirmed = new Set<string>();
  const recoveryListeners: (() => void)[] = [];
  let isUp = false;
  let isRenewed = false;
  let isClosed = false;
  let lossTold = false;

  const publisher = new Redis(options.url, connectionOptions('parley-publish', options.random));
  const subscriber = new Redis(options.url, connectionOptions('parley-subscribe', options.random));
  for (const connection of [publisher, subscriber]) {
    connection.on('error', (error: Error) => tellLoss(error.message));
    connection.on('close', settle);
  }
  publisher.on('ready', settle);
  subscriber.on('close', () => {
    isRenewed = false;
    confirmed.clear();
    settle();
  });
  subscriber.on('ready', () => void renew());
  subscriber.on('message', deliver);
  const heartbeat = setInterval(beat, HEARTBEAT_MS);
  heartbeat.unref();

  function settle() {
    const now = !isClosed && isRenewed && publisher.status === 'ready' && subscriber.status === 'ready';
    if (now === isUp) return;
    isUp = now;
    if (!now) {
      tellLoss('connection closed');
      return;
    }
    lossTold = false;
    log.info('bus.connected', { channels: confirmed.size });
    for (const listener of recoveryListeners) guarded(listener);
  }

  /** Once for each loss, not for each attempt. */
  function tellLoss(reason: string) {
    if (lossTold || isClosed) return;
    lossTold = true;
    log.warn('bus.lost', { reason });
  }

  function guarded(run: () => void) {
    try {
      run();
    } catch (error) {
      log.error('bus.listener-failed', { error });
    }
  }

  function deliver(name: string, message: string) {
    for (const listener of [...(wishes.get(name) ?? [])]) guarded(() => listener(message));
  }

  /** Subscribes to every wished channel that Redis has not confirmed. Never rejects. */
  async function renew() {
    const missing = [...wishes.keys()].filter((name) => !confirmed.has(name));
    try {
      for (let at = 0; at < missing.length; at += SUBSCRIBE_CHUNK) {
        await confirm(missing.slice(at, at + SUBSCRIBE_CHUNK));
      }
      isRenewed = subscriber.status === 'ready';
    } catch (error) {
      // The heartbeat tries again; until then the state stays down.
      isRenewed = false;
      tellLoss(error instanceof Error ? error.message : String(error));
    }
    settle();
  }

  async function confirm(names: string[]) {
    await subscriber.subscribe(...names);
    for (const name of names) if (wishes.has(name)) confirmed.add(name);
  }

  async function beat() {
    for (const connection of [publisher, subscriber]) {
      if (connection.status !== 'ready') continue;
      connection.ping().catch(() => connection.disconnect(true));
    }
    if (subscriber.status === 'ready' && !isRenewed) await renew();
  }

  return {
    name: 'redis',

    async publish(channel, message) {
      if (publisher.status !== 'ready') throw new Error('the bus is down');
      await publisher.publish(prefix + channel, message);
    },

    async subscribe(channel, listener) {
      const name = prefix + channel;
      const own = (message: string) => listener(message);
      const here = wishes.get(name) ?? new Set();
      wishes.set(name, here.add(own));
      if (!confirmed.has(name) && subscriber.status === 'ready') {
        await confirm([name]).catch(() => {
          isRenewed = false;
          settle();
        });
      }
      return async () => {
        here.delete(own);
        if (here.size > 0 || wishes.get(name) !== here) return;
        wishes.delete(name);
        confirmed.delete(name);
        // A failure means that the connection is gone, and the subscription with it.
        if (subscriber.status === 'ready') await subscriber.unsubscribe(name).catch(() => {});
      };
    },

    state: () => (isUp ? 'up' : 'down'),

    onRecovery(listener) {
      recoveryListeners.push(listener);
    },

    async close() {
      isClosed = true;
      isUp = false;
      clearInterval(heartbeat);
      wishes.clear();
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

function connectionOptions(connectionName: string, random: () => number = Math.random): RedisOptions {
  return {
    connectionName,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    // Full jitter: many processes that lost Redis together do not come back together.
    retryStrategy: (attempt) =>
      Math.ceil(random() * Math.min(RECONNECT_MAX_MS, RECONNECT_FIRST_MS * 2 ** Math.min(attempt, 10))),
    // What could not be sent is lost, at once and loudly: the log in the store heals it.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // Done by `renew`, which knows when it is finished.
    autoResubscribe: false,
  };
}
