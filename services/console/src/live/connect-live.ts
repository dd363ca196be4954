/** The live connection, in the console's terms. */
import type { LiveState } from '@parley/contracts/client/live-client';
import { createModerationLive } from '@parley/contracts/client/moderation-live';
import type { IssueGroup, ReviewItem } from '@parley/contracts/objects';
import { type ReadonlySignal, signal } from '@preact/signals';

export type LiveConnection = {
  isDown: ReadonlySignal<boolean>;
  /** Somebody has signed in again: connect as them. */
  reconnect: () => void;
  close: () => void;
};

export function connectLive(handlers: {
  onItem: (item: ReviewItem) => void;
  onGroup: (group: IssueGroup) => void;
  /** Messages may have been missed: look anew at what is shown. */
  onConnect: () => void;
}): LiveConnection {
  const isDown = signal(false);
  const live = createModerationLive({
    baseUrl: location.origin,
    // The session cookie travels with the handshake.
    token: () => null,
    loadSocketIo: () => import('socket.io-client'),
    onQueue: ({ item }) => handlers.onItem(item),
    onIssue: ({ group }) => handlers.onGroup(group),
    onState: (state) => {
      isDown.value = hasFailed(state);
    },
    onReconnect: handlers.onConnect,
  });
  return { isDown, reconnect: () => live.reconnect(), close: () => live.close() };
}

/** The first attempt is no failure until something went wrong with it. */
function hasFailed({ status, lastCloseReason }: LiveState): boolean {
  if (status === 'live') return false;
  return status !== 'connecting' || lastCloseReason !== null;
}
