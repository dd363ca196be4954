/** Live nodes with a pretended store, so that a test can lose, delay and break exactly what it means to. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMemoryBus } from '@parley/adapters/bus/memory';
import { createApiClient } from '@parley/contracts/client/api-client';
import { createLiveClient, type LiveClient } from '@parley/contracts/client/live-client';
import type { Change } from '@parley/contracts/objects';
import { type EventBus, siteChannel, threadChannel } from '@parley/core/ports/event-bus';
import type { SiteMessage } from '@parley/core/threads/messages';
import type { RealtimeConfig, RealtimeCounter, RealtimeDeps } from '@parley/server/realtime/deps';
import { type Realtime, startRealtime } from '@parley/server/realtime/gateway';
import { io, type Socket } from 'socket.io-client';
import { createQuietLog } from '../harness/quiet-log.ts';
import { openRawViewer, type RawViewer, type RawViewerOptions } from '../harness/raw-viewer.ts';
import { waitFor } from '../harness/wait-for.ts';
import { createPretendStore } from './pretend-store.ts';

export const ORIGIN = 'https://news.example';
export const CONSOLE_ORIGIN = 'https://comments.example';

export type Node = {
  url: string;
  realtime: Realtime;
  counted: Partial<Record<RealtimeCounter, number>>;
  log: ReturnType<typeof createQuietLog>;
  bus: EventBus;
  /** Drops every connection as a crash would, and listens no more. */
  kill(): Promise<void>;
  /** Starts anew on the same port. */
  revive(): Promise<void>;
};

export type Stage = ReturnType<typeof createStage>;

/** Everything made on a stage ends with `strike()`. */
export function createStage() {
  const store = createPretendStore();
  const log = createQuietLog();
  const sharedBus = createMemoryBus({ log });
  const nodes: Node[] = [];
  const clients: LiveClient[] = [];
  const sockets: Socket[] = [];
  const viewers: RawViewer[] = [];
  const clock = { offset: 0, now: () => Date.now() + clock.offset };

  async function startNode(
    options: { bus?: EventBus; config?: Partial<RealtimeConfig>; deps?: Partial<RealtimeDeps> } = {},
  ): Promise<Node> {
    const bus = options.bus ?? sharedBus;
    const counted: Node['counted'] = {};
    const deps: RealtimeDeps = {
      ...store.deps(),
      bus,
      log,
      clock,
      isKnownOrigin: (origin) => origin === ORIGIN || origin === CONSOLE_ORIGIN,
      mayEmbed: (site, origin) => origin === undefined || (site === 'demo' && origin === ORIGIN),
      addressOf: (request) => request.socket.remoteAddress ?? 'unknown',
      metrics: {
        count(what, by = 1) {
          counted[what] = (counted[what] ?? 0) + by;
        },
      },
      ...options.deps,
    };
    let server: Server;
    let port = 0;

    async function listen(): Promise<Realtime> {
      server = createServer((request, response) => store.serveChanges(request, response));
      const config = { socketsPerAddress: 10_000, ...options.config };
      const realtime = startRealtime({ server, deps, config });
      await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
      port = (server.address() as AddressInfo).port;
      return realtime;
    }

    const node: Node = {
      url: '',
      realtime: await listen(),
      counted,
      log,
      bus,
      async kill() {
        server.closeAllConnections();
        await node.realtime.close();
        await new Promise((done) => server.close(done));
      },
      async revive() {
        node.realtime = await listen();
      },
    };
    node.url = `http://127.0.0.1:${port}`;
    nodes.push(node);
    return node;
  }

  /** Writes a change to the store and sends it over the bus; `lose` keeps it from the bus. */
  async function publish(
    thread: string,
    options: { lose?: boolean; bus?: EventBus; change?: Partial<Change> } = {},
  ) {
    const change = store.append(thread, options.change);
    if (!options.lose) await sendOnBus(thread, [change], options.bus);
    return change;
  }

  async function sendOnBus(thread: string, changes: Change[], bus: EventBus = sharedBus) {
    const head = Math.max(...changes.map(({ seq }) => seq));
    await bus.publish(threadChannel(thread), JSON.stringify({ head, changes }));
  }

  async function sendToSite(site: string, message: SiteMessage, bus: EventBus = sharedBus) {
    await bus.publish(siteChannel(site), JSON.stringify(message));
  }

  function openClient(node: Node, options: { token?: () => string | null; random?: () => number } = {}) {
    const client = createLiveClient({
      baseUrl: node.url,
      site: 'demo',
      token: options.token ?? (() => null),
      api: createApiClient({ baseUrl: node.url, timeoutMs: 2_000 }),
      loadSocketIo: () => import('socket.io-client'),
      // Short waits; the tests of the waits themselves choose their own.
      random: options.random ?? (() => 0.05),
    });
    clients.push(client);
    return client;
  }

  /** A reader with the widget open: what they have been shown, and whether it came in order. */
  function openReader(node: Node, thread: string, after = 0, options: Parameters<typeof openClient>[1] = {}) {
    const reader = {
      client: openClient(node, options),
      seqs: [] as number[],
      changes: [] as Change[],
      head: after,
      resets: [] as number[],
      viewers: 0,
      leave: () => {},
    };
    reader.leave = reader.client.join(thread, after, {
      onChanges(changes, head) {
        reader.seqs.push(...changes.map(({ seq }) => seq));
        reader.changes.push(...changes);
        reader.head = head;
      },
      onReset(head) {
        reader.resets.push(head);
      },
      onViewers(viewers) {
        reader.viewers = viewers;
      },
    });
    return reader;
  }

  /** A bare socket for what the live client would never do. */
  function openSocket(
    node: Node,
    options: { origin?: string; cookie?: string; auth?: object; namespace?: string; polling?: true } = {},
  ) {
    const socket = io(`${node.url}${options.namespace ?? ''}`, {
      path: '/live',
      auth: options.auth ?? { site: 'demo' },
      transports: [options.polling ? 'polling' : 'websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: {
        ...(options.origin === undefined ? {} : { origin: options.origin }),
        ...(options.cookie === undefined ? {} : { cookie: options.cookie }),
      },
    });
    sockets.push(socket);
    return socket;
  }

  async function connect(node: Node, options: Parameters<typeof openSocket>[1] = {}): Promise<Socket> {
    const socket = openSocket(node, options);
    await waitFor('the socket to connect', () => socket.connected);
    return socket;
  }

  /** One of a crowd. */
  async function openViewer(node: Node, options: Omit<RawViewerOptions, 'site'> = {}): Promise<RawViewer> {
    const viewer = await openRawViewer(node.url, { site: 'demo', ...options });
    viewers.push(viewer);
    return viewer;
  }

  async function strike() {
    for (const viewer of viewers) viewer.cut();
    for (const client of clients) client.close();
    for (const socket of sockets) socket.disconnect();
    await Promise.all(nodes.map((node) => node.kill().catch(() => {})));
    await sharedBus.close();
  }

  return {
    store,
    log,
    clock,
    bus: sharedBus,
    startNode,
    publish,
    sendOnBus,
    sendToSite,
    openClient,
    openReader,
    openSocket,
    connect,
    openViewer,
    strike,
  };
}

/** 1 … head. */
export const allSeqs = (head: number, from = 1) =>
  Array.from({ length: head - from + 1 }, (_, index) => from + index);
