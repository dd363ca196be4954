/**
 * The live side of a widget: joins threads over a socket and sees to it that every change arrives once and in
 * order, whatever happens to the connection; without one it polls. Free of dependencies: socket.io's client is
 * loaded by the caller, after the page has been painted.
 */
import type { Socket } from 'socket.io-client';
import type { ChangesMessage, HeadMessage, JoinAnswer } from '../live-events.ts';
import type { ApiClient } from './api-client.ts';
import { type Backoff, createBackoff } from './backoff.ts';
import { createLiveConnection, type LoadSocketIo } from './live-connection.ts';
import { createThreadFollower, guard, type ThreadFollower, type ThreadHandlers } from './thread-follower.ts';
import { isHidden, isOffline, onWake } from './wake.ts';

export type { ThreadHandlers } from './thread-follower.ts';

export type LiveState = {
  status: 'connecting' | 'live' | 'polling' | 'reconnecting' | 'offline';
  transport: 'websocket' | 'polling' | null;
  /** How often the connection was made again. */
  reconnects: number;
  lastCloseReason: string | null;
};

export type LiveClient = {
  /**
   * Follows a thread. `after`: the head of the slice that was loaded. Returns leave(). Changes reach `onChanges`
   * in order of seq, each once, without holes. A second join of the same thread takes the place of the first.
   */
  join(thread: string, after: number, handlers: ThreadHandlers): () => void;
  /** Tells where the caller now stands, after it loaded a slice anew (following onReset). */
  reposition(thread: string, after: number): void;
  /** Calls `listener` after every change of the state. */
  onState(listener: (state: LiveState) => void): () => void;
  state(): LiveState;
  /** How many changes are known to exist that the threads joined have not been handed. */
  behind(): number;
  /** The token changed: connect anew with it. */
  reconnect(): void;
  close(): void;
};

export type LiveClientOptions = {
  /** Origin of the service, without a slash at the end. */
  baseUrl: string;
  site: string;
  token: () => string | null;
  api: Pick<ApiClient, 'listChanges'>;
  loadSocketIo: LoadSocketIo;
  random?: () => number;
};

/** Without a socket. Each client takes a little more or less, so that they spread. */
const POLL_EVERY_MS = 15_000;
/** A server that does not answer a join in this time is not there. */
const JOIN_TIMEOUT_MS = 10_000;
/** After waking up it is to be known sooner whether a connection is still there. */
const CHECK_TIMEOUT_MS = 4_000;
/** Bounds of the longest wait before a join that was refused is tried again. */
const REJOIN_FIRST_MS = 1_000;
const REJOIN_MAX_MS = 30_000;
/** Switching between windows does not check the connection each time. */
const CHECK_AT_MOST_EVERY_MS = 5_000;

type PollResult = 'none' | 'done' | 'unreachable' | 'refused';

type Entry = {
  thread: string;
  follower: ThreadFollower;
  handlers: ThreadHandlers;
  rejoin: ReturnType<typeof setTimeout> | null;
  backoff: Backoff;
};

export function createLiveClient(options: LiveClientOptions): LiveClient {
  const random = options.random ?? Math.random;
  const entries = new Map<string, Entry>();
  const listeners = new Set<(state: LiveState) => void>();
  let isClosed = false;
  /** A token that was refused: not tried again. */
  let refused: string | undefined;
  let hasBeenLive = false;
  let poll: { timer: ReturnType<typeof setTimeout> | null; last: PollResult } | null = null;
  let lastTold = '';
  let checkedAt = 0;

  const connection = createLiveConnection({
    url: options.baseUrl,
    auth,
    loadSocketIo: options.loadSocketIo,
    random,
    onSocket: listen,
    onConnected() {
      hasBeenLive = true;
      for (const entry of entries.values()) sendJoin(entry);
    },
    onChange: update,
  });
  const stopWake = onWake(wake);

  /** Whoever is banned is refused with their token; what everybody may read they may follow without. */
  function auth() {
    const token = options.token() ?? undefined;
    if (connection.state().lastCloseReason === 'banned') refused = token;
    return { site: options.site, token: token === refused ? undefined : token };
  }

  function listen(socket: Socket) {
    socket.on('changes', (message: ChangesMessage) => {
      entries.get(message.thread)?.follower.receive(message.changes, message.head);
    });
    socket.on('head', (message: HeadMessage) => {
      const entry = entries.get(message.thread);
      entry?.follower.receive([], message.head);
      guard(() => entry?.handlers.onViewers?.(message.viewers));
    });
    socket.on('reset', (message: { thread: string; head: number }) => {
      entries.get(message.thread)?.follower.reset(message.head);
    });
  }

  function sendJoin(entry: Entry, timeoutMs = JOIN_TIMEOUT_MS) {
    const socket = connection.socket();
    if (!socket) return;
    if (entry.rejoin) clearTimeout(entry.rejoin);
    entry.rejoin = null;
    const payload = { thread: entry.thread, after: entry.follower.position() };
    socket.timeout(timeoutMs).emit('join', payload, (silence: Error | null, answer: JoinAnswer) => {
      if (entries.get(entry.thread) !== entry) return;
      if (silence) {
        // Either the connection is gone and known to be, or it only seems to be there.
        if (connection.socket() === socket) connection.restart();
        return;
      }
      if (!('problem' in answer)) {
        entry.backoff.reset();
        entry.follower.take(answer);
        return;
      }
      entry.rejoin = setTimeout(() => sendJoin(entry), entry.backoff.next());
      entry.follower.catchUp().catch(() => {});
    });
  }

  function wake() {
    if (isClosed) return;
    connection.wake();
    const now = Date.now();
    // Either way: the clock may have been put back.
    if (Math.abs(now - checkedAt) < CHECK_AT_MOST_EVERY_MS) return;
    checkedAt = now;
    // Joining again shows whether the connection is still there, and brings what was missed.
    for (const entry of entries.values()) sendJoin(entry, CHECK_TIMEOUT_MS);
    if (poll) void pollNow(poll);
  }

  function update() {
    const { isConnected, failures } = connection.state();
    if (isConnected || isClosed) stopPolling();
    else if (failures > 0) poll ??= startPolling();
    tell();
  }

  function startPolling() {
    const begun: NonNullable<typeof poll> = { timer: null, last: 'none' };
    void pollNow(begun);
    return begun;
  }

  function stopPolling() {
    if (poll?.timer) clearTimeout(poll.timer);
    poll = null;
  }

  async function pollNow(own: NonNullable<typeof poll>) {
    if (own.timer) clearTimeout(own.timer);
    own.timer = setTimeout(() => void pollNow(own), POLL_EVERY_MS * (0.8 + 0.4 * random()));
    if (isHidden() || entries.size === 0) return;
    const results = await Promise.allSettled(
      Array.from(entries.values(), ({ follower }) => follower.catchUp()),
    );
    own.last = resultOf(results);
    tell();
  }

  function state(): LiveState {
    const { isConnected, transport, reconnects, lastCloseReason } = connection.state();
    return { status: statusOf(isConnected), transport, reconnects, lastCloseReason };
  }

  function statusOf(isConnected: boolean): LiveState['status'] {
    if (isConnected) return 'live';
    if (isOffline() || poll?.last === 'unreachable') return 'offline';
    if (poll?.last === 'done') return 'polling';
    return hasBeenLive ? 'reconnecting' : 'connecting';
  }

  function tell() {
    if (isClosed) return;
    const now = state();
    const words = JSON.stringify(now);
    if (words === lastTold) return;
    lastTold = words;
    for (const listener of [...listeners]) guard(() => listener(now));
  }

  function leave(entry: Entry) {
    if (entry.rejoin) clearTimeout(entry.rejoin);
    entry.follower.close();
    if (entries.get(entry.thread) !== entry) return;
    entries.delete(entry.thread);
    connection.socket()?.emit('leave', { thread: entry.thread });
  }

  return {
    join(thread, after, handlers) {
      const before = entries.get(thread);
      if (before) leave(before);
      const load = (from: number) => options.api.listChanges(thread, from);
      const follower = createThreadFollower({ after, handlers, load, random });
      const backoff = createBackoff({ firstMs: REJOIN_FIRST_MS, maxMs: REJOIN_MAX_MS, random });
      const entry: Entry = { thread, follower, handlers, rejoin: null, backoff };
      entries.set(thread, entry);
      sendJoin(entry);
      return () => leave(entry);
    },

    reposition(thread, after) {
      entries.get(thread)?.follower.reposition(after);
    },

    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    state,
    behind: () => Math.max(0, ...Array.from(entries.values(), ({ follower }) => follower.behind())),
    reconnect: () => connection.restart(),

    close() {
      isClosed = true;
      stopWake();
      stopPolling();
      for (const entry of [...entries.values()]) leave(entry);
      listeners.clear();
      connection.close();
    },
  };
}

/** No status at all means that there was no answer. */
function resultOf(results: PromiseSettledResult<void>[]): PollResult {
  if (results.some(({ status }) => status === 'fulfilled')) return 'done';
  const isUnreachable = results.every(
    (result) => result.status === 'rejected' && (result.reason as { status?: unknown })?.status === 0,
  );
  return isUnreachable ? 'unreachable' : 'refused';
}
