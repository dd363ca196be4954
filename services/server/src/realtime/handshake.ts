import type { IncomingMessage } from 'node:http';
import type { Server } from 'socket.io';
import type { RealtimeConfig, RealtimeDeps } from './deps.ts';
import type { Connection } from './sockets.ts';

/** A connection that asks for namespaces again and again is guessing; our own clients open a new one. */
const NAMESPACE_ATTEMPTS_MAX = 10;

/**
 * Decides before anything else whether a connection may be made at all: `null` is yes, a word is no. CORS does
 * not cover WebSockets, so the origin is looked at here; programs outside browsers send none.
 */
export type Doorkeeper = {
  refusal(request: IncomingMessage): string | null;
  /** From now on everybody is refused. */
  shut(): void;
  /** Whether this connection may try to enter a namespace (again). */
  mayAttempt(connection: Connection): boolean;
};

export function createDoorkeeper(
  deps: Pick<RealtimeDeps, 'isKnownOrigin' | 'addressOf' | 'metrics'>,
  config: Pick<RealtimeConfig, 'socketsPerAddress'>,
): Doorkeeper & { watch(engine: Server['engine']): void } {
  const openByAddress = new Map<string, number>();
  const attempts = new WeakMap<Connection, number>();
  let isShut = false;

  function check(request: IncomingMessage): string | null {
    if (isShut) return 'draining';
    const { origin } = request.headers;
    if (origin !== undefined && (origin === 'null' || !deps.isKnownOrigin(origin)))
      return 'origin-not-allowed';
    const open = openByAddress.get(deps.addressOf(request)) ?? 0;
    return open >= config.socketsPerAddress ? 'rate-limited' : null;
  }

  return {
    refusal(request) {
      const reason = check(request);
      if (reason !== null) deps.metrics?.count('handshakes-refused');
      return reason;
    },

    shut() {
      isShut = true;
    },

    mayAttempt(connection) {
      const made = attempts.get(connection) ?? 0;
      attempts.set(connection, made + 1);
      return made < NAMESPACE_ATTEMPTS_MAX;
    },

    watch(engine) {
      engine.on('connection', (connection: Connection) => {
        const address = deps.addressOf(connection.request as IncomingMessage);
        openByAddress.set(address, (openByAddress.get(address) ?? 0) + 1);
        connection.once('close', () => {
          const left = (openByAddress.get(address) ?? 1) - 1;
          if (left > 0) openByAddress.set(address, left);
          else openByAddress.delete(address);
        });
      });
    },
  };
}
