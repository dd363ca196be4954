/** The live side of the console: what happens in the queue and among issue reports. */
import type { Socket } from 'socket.io-client';
import { MODERATION_NAMESPACE } from '../live-events.ts';
import type { IssueGroup, ReviewItem } from '../objects.ts';
import type { LiveState } from './live-client.ts';
import { createLiveConnection, type LoadSocketIo } from './live-connection.ts';
import { guard } from './thread-follower.ts';
import { isOffline, onWake } from './wake.ts';

export type ModerationLive = {
  state(): LiveState;
  /** The session changed: connect anew with it. */
  reconnect(): void;
  close(): void;
};

export type ModerationLiveOptions = {
  /** Origin of the service, without a slash at the end. */
  baseUrl: string;
  /** Null where the session is a cookie. */
  token: () => string | null;
  loadSocketIo: LoadSocketIo;
  /** An item was opened, decided, claimed or changed otherwise: as it is now. */
  onQueue(message: { site: string; item: ReviewItem }): void;
  onIssue(message: { group: IssueGroup }): void;
  onState?(state: LiveState): void;
  /** After every connect, the first one included: load the lists anew, for nothing that passed before is repeated. */
  onReconnect(): void;
  random?: () => number;
};

export function createModerationLive(options: ModerationLiveOptions): ModerationLive {
  let hasBeenLive = false;
  let lastTold = '';

  const connection = createLiveConnection({
    url: options.baseUrl + MODERATION_NAMESPACE,
    auth: () => ({ token: options.token() ?? undefined }),
    loadSocketIo: options.loadSocketIo,
    random: options.random ?? Math.random,
    onSocket(socket: Socket) {
      socket.on('queue', (message: Parameters<typeof options.onQueue>[0]) => {
        guard(() => options.onQueue(message));
      });
      socket.on('issue', (message: Parameters<typeof options.onIssue>[0]) => {
        guard(() => options.onIssue(message));
      });
    },
    onConnected() {
      hasBeenLive = true;
      guard(() => options.onReconnect());
    },
    onChange: tell,
  });
  const stopWake = onWake(() => connection.wake());

  function state(): LiveState {
    const { isConnected, transport, reconnects, lastCloseReason } = connection.state();
    return { status: statusOf(isConnected), transport, reconnects, lastCloseReason };
  }

  function statusOf(isConnected: boolean): LiveState['status'] {
    if (isConnected) return 'live';
    if (isOffline()) return 'offline';
    return hasBeenLive ? 'reconnecting' : 'connecting';
  }

  function tell() {
    const now = state();
    const words = JSON.stringify(now);
    if (words === lastTold) return;
    lastTold = words;
    guard(() => options.onState?.(now));
  }

  return {
    state,
    reconnect: () => connection.restart(),
    close() {
      stopWake();
      connection.close();
    },
  };
}
