import type { EventBus } from '@parley/core/ports/event-bus';
import type { Log } from '@parley/core/ports/host';

/** A bus within one process. Messages arrive in a later microtask, in order, and are never lost. */
export function createMemoryBus(options: { log: Log }): EventBus {
  const listeners = new Map<string, Set<(message: string) => void>>();
  let isClosed = false;

  return {
    name: 'memory',

    async publish(channel, message) {
      if (isClosed) throw new Error('the bus is closed');
      queueMicrotask(() => {
        for (const listener of [...(listeners.get(channel) ?? [])]) {
          try {
            listener(message);
          } catch (error) {
            options.log.error('bus.listener-failed', { error });
          }
        }
      });
    },

    async subscribe(channel, listener) {
      // A wrapper of its own lets the same function subscribe twice and leave once.
      const own = (message: string) => listener(message);
      const here = listeners.get(channel) ?? new Set();
      listeners.set(channel, here.add(own));
      return async () => {
        here.delete(own);
        if (here.size === 0 && listeners.get(channel) === here) listeners.delete(channel);
      };
    },

    state: () => (isClosed ? 'down' : 'up'),

    // It never goes down, so it never comes back.
    onRecovery() {},

    async close() {
      isClosed = true;
      listeners.clear();
    },
  };
}
