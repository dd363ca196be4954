import { randomUUID } from 'node:crypto';
import { type EventBus, HIDING_CHANNEL } from '@parley/core/ports/event-bus';
import type { Log } from '@parley/core/ports/host';
import type { HidingMessage } from '@parley/core/threads/messages';

/** The bus answers within milliseconds; a reader who could be shown something old waits no longer for it. */
const BARRIER_TIMEOUT_MS = 500;
/** Threads in which something was hidden lately. What is older than the oldest of them is not trusted either. */
const THREADS_MAX = 10_000;

export type StaleGuard = {
  /**
   * Whether what was read of a thread at `head`, and was known to be current at `trueAt` (by `performance.now()`),
   * may still be shown although the store cannot be asked: nothing in it was hidden since, in any process.
   */
  mayShow(thread: string, kept: { head: number; trueAt: number }): Promise<boolean>;
};

/**
 * Listens for texts that are gone. Before it vouches for anything it sends a word of its own around the bus: when
 * that comes back, so has everything that others announced before the question. A bus that is away vouches for
 * nothing, and nor for what was read before it returned.
 */
export function createStaleGuard(
  { bus, log }: { bus: EventBus; log: Log },
  { timeoutMs = BARRIER_TIMEOUT_MS } = {},
): StaleGuard {
  const hiddenAt = new Map<string, number>();
  const barriers = new Map<string, () => void>();
  let listensSince = Number.POSITIVE_INFINITY;
  let next: Promise<boolean> | null = null;

  function hear(text: string) {
    const message = JSON.parse(text) as HidingMessage | { barrier: string };
    if ('barrier' in message) {
      barriers.get(message.barrier)?.();
      return;
    }
    const known = hiddenAt.get(message.thread) ?? 0;
    hiddenAt.delete(message.thread);
    hiddenAt.set(message.thread, Math.max(known, message.head));
    const [oldest] = hiddenAt.keys();
    if (hiddenAt.size <= THREADS_MAX || oldest === undefined) return;
    hiddenAt.delete(oldest);
    listensSince = performance.now();
  }

  bus
    .subscribe(HIDING_CHANNEL, hear)
    .then(() => {
      listensSince = performance.now();
    })
    .catch((error) => log.error('stale-guard.deaf', { error: String(error) }));
  bus.onRecovery(() => {
    listensSince = performance.now();
  });

  /** All who ask in one turn share a word; it is sent after the last of them has asked. */
  function hasHeardAll(): Promise<boolean> {
    next ??= new Promise((resolve) => {
      setImmediate(() => {
        next = null;
        sendAround().then(resolve, () => resolve(false));
      });
    });
    return next;
  }

  async function sendAround(): Promise<boolean> {
    const barrier = randomUUID();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const limit = setTimeout(() => resolve(false), timeoutMs);
    barriers.set(barrier, () => resolve(true));
    try {
      await bus.publish(HIDING_CHANNEL, JSON.stringify({ barrier }));
      return await promise;
    } finally {
      clearTimeout(limit);
      barriers.delete(barrier);
    }
  }

  return {
    async mayShow(thread, { head, trueAt }) {
      const mayVouch = bus.state() === 'up' && (await hasHeardAll());
      return mayVouch && trueAt >= listensSince && head >= (hiddenAt.get(thread) ?? 0);
    },
  };
}
