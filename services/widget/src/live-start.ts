/**
 * The live side, built by itself: it shares nothing with the app but types, and is loaded after the first
 * comments are painted, socket.io's client in it.
 */

import { createLiveClient, type LiveClient } from '@parley/contracts/client/live-client';
import type { ReaderClient } from '@parley/contracts/client/reader-client';
import { io } from 'socket.io-client';

export function startLive(options: {
  baseUrl: string;
  site: string;
  token: () => string | null;
  api: Pick<ReaderClient, 'listChanges'>;
}): LiveClient {
  return createLiveClient({ ...options, loadSocketIo: async () => ({ io }) });
}
