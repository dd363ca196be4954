/** One socket that comes back by itself. Knows nothing of threads. */
import type { Socket } from 'socket.io-client';
import { LIVE_PATH } from '../live-events.ts';
import { createBackoff } from './backoff.ts';

export type LoadSocketIo = () => Promise<{ io: typeof import('socket.io-client').io }>;

/** Bounds of the longest wait between two attempts. */
const RECONNECT_FIRST_MS = 1_000;
const RECONNECT_MAX_MS = 30_000;
/** For the transport alone, and for everything until the server has let us in. */
const TRANSPORT_TIMEOUT_MS = 10_000;
const ATTEMPT_TIMEOUT_MS = 20_000;
/** A connection that did not last this long counts as a failed attempt, so that no loop is a tight one. */
const STABLE_AFTER_MS = 1_000;

export type ConnectionState = {
  isConnected: boolean;
  /** Attempts in a row that failed. */
  failures: number;
  reconnects: number;
  transport: 'websocket' | 'polling' | null;
  lastCloseReason: string | null;
};

export type LiveConnection = {
  /** Null unless connected. */
  socket(): Socket | null;
  state(): ConnectionState;
  /** Tries at once when it was waiting to. */
  wake(): void;
  /** Leaves and comes back at once. */
  restart(): void;
  close(): void;
};

export function createLiveConnection(options: {
  /** Origin of the service, with the namespace. */
  url: string;
  /** Asked on every attempt. */
  auth: () => Record<string, unknown>;
  loadSocketIo: LoadSocketIo;
  random: () => number;
  /** Once, for a socket that is not yet connected: attach listeners. */
  onSocket(socket: Socket): void;
  onConnected(): void;
  onChange(): void;
}): LiveConnection {
  let socket: Socket | null = null;
  let opening: Promise<Socket> | null = null;
  const backoff = createBackoff({
    firstMs: RECONNECT_FIRST_MS,
    maxMs: RECONNECT_MAX_MS,
    random: options.random,
  });
  let isClosed = false;
  /** When the present connection was made. */
  let connectedAt: number | null = null;
  let hasConnected = false;
  /** A proxy may swallow WebSockets instead of refusing them: after a time-out the alternative goes first. */
  let isPollingFirst = false;
  let failures = 0;
  let reconnects = 0;
  let transport: ConnectionState['transport'] = null;
  let lastCloseReason: string | null = null;
  /** Set while the server says that it is going to stop. */
  let drainingMs: number | null = null;
  let waiting: ReturnType<typeof setTimeout> | null = null;
  let deadline: ReturnType<typeof setTimeout> | null = null;

  void attempt();

  async function attempt() {
    stopTimers();
    deadline = setTimeout(() => fail('timeout'), ATTEMPT_TIMEOUT_MS);
    try {
      opening ??= open();
      socket = await opening;
    } catch {
      opening = null;
      fail('script-blocked');
      return;
    }
    if (isClosed) return;
    socket.io.opts.transports = isPollingFirst ? ['polling', 'websocket'] : ['websocket', 'polling'];
    socket.connect();
  }

  async function open(): Promise<Socket> {
    const { io } = await options.loadSocketIo();
    const made = io(options.url, {
      path: LIVE_PATH,
      auth: (give) => give(options.auth()),
      autoConnect: false,
      forceNew: true,
      // Done here, with full jitter and with an ear for what the server says.
      reconnection: false,
      tryAllTransports: true,
      timeout: TRANSPORT_TIMEOUT_MS,
    });
    made.on('connect', connected);
    made.on('connect_error', (error) => fail(reasonOf(error)));
    made.on('disconnect', disconnected);
    made.on('draining', (message: { reconnectInMs?: unknown } | undefined) => {
      const wait = Number(message?.reconnectInMs);
      drainingMs = wait >= 0 ? Math.min(wait, RECONNECT_MAX_MS) : null;
    });
    options.onSocket(made);
    return made;
  }

  function connected() {
    stopTimers();
    connectedAt = Date.now();
    drainingMs = null;
    if (hasConnected) reconnects += 1;
    hasConnected = true;
    const { engine } = (socket as Socket).io;
    transport = engine.transport.name as ConnectionState['transport'];
    engine.on('upgrade', (upgraded: { name: string }) => {
      transport = upgraded.name as ConnectionState['transport'];
      isPollingFirst = false;
      options.onChange();
    });
    options.onConnected();
    options.onChange();
  }

  function disconnected(reason: string) {
    const lasted = connectedAt === null ? 0 : Date.now() - connectedAt;
    connectedAt = null;
    transport = null;
    // Our own doing: whoever did it goes on.
    if (isClosed || reason === 'io client disconnect') return;
    lastCloseReason = reason;
    if (lasted >= STABLE_AFTER_MS) {
      failures = 0;
      backoff.reset();
    } else failures += 1;
    retryLater();
    options.onChange();
  }

  function fail(reason: string) {
    if (isClosed) return;
    lastCloseReason = reason;
    failures += 1;
    if (reason === 'timeout') isPollingFirst = !isPollingFirst;
    socket?.disconnect();
    retryLater();
    options.onChange();
  }

  function retryLater() {
    stopTimers();
    const wait = drainingMs === null ? backoff.next() : options.random() * drainingMs;
    drainingMs = null;
    waiting = setTimeout(() => void attempt(), wait);
  }

  function stopTimers() {
    if (waiting) clearTimeout(waiting);
    if (deadline) clearTimeout(deadline);
    waiting = null;
    deadline = null;
  }

  return {
    socket: () => (socket?.connected ? socket : null),
    state: () => ({
      isConnected: socket?.connected ?? false,
      failures,
      reconnects,
      transport,
      lastCloseReason,
    }),
    wake() {
      if (waiting) void attempt();
    },
    restart() {
      if (isClosed) return;
      socket?.disconnect();
      options.onChange();
      void attempt();
    },
    close() {
      isClosed = true;
      stopTimers();
      socket?.disconnect();
    },
  };
}

/** The server's own word where it refused us, the transport's otherwise. */
function reasonOf(error: Error & { data?: { problem?: { code?: unknown } } }): string {
  const code = error.data?.problem?.code;
  return typeof code === 'string' ? code : error.message;
}
