/** Puts the changes of one thread in order, whatever way they come. */
import type { Change, Changes } from '../objects.ts';
import { createBackoff } from './backoff.ts';

export type ThreadHandlers = {
  /** In order of `seq`, each once, without holes. `head` is the number of the last of them. */
  onChanges(changes: Change[], head: number): void;
  /** Too far behind to catch up: load the first slice anew, then `reposition`. Until then nothing arrives. */
  onReset(head: number): void;
  onViewers?(viewers: number): void;
};

/** Changes that wait for an earlier one, or for `reposition`. More are fetched again rather than kept. */
const WAITING_MAX = 500;
/** Clients that notice a gap at the same time do not all ask within the same moment. */
const LOAD_SPREAD_MS = 250;
const LOAD_RETRY_MAX_MS = 30_000;

export type ThreadFollower = {
  /** The number of the last change handed over. */
  position(): number;
  /** How many changes there are, as far as the sender said, that were not handed over. */
  behind(): number;
  /** Changes as they come, live or fetched, and the thread's head as far as the sender knows it. */
  receive(changes: readonly Change[], head: number): void;
  /** An answer to `join` or to a fetch. */
  take(answer: Changes): void;
  reset(head: number): void;
  reposition(after: number): void;
  /** Fetches what follows the position, now. Rejects when that fails. */
  catchUp(): Promise<void>;
  close(): void;
};

export function createThreadFollower(options: {
  after: number;
  handlers: Pick<ThreadHandlers, 'onChanges' | 'onReset'>;
  load: (after: number) => Promise<Changes>;
  random: () => number;
}): ThreadFollower {
  const { handlers, random } = options;
  const waiting = new Map<number, Change>();
  let last = options.after;
  let head = last;
  /** Between `onReset` and `reposition`. */
  let isHeld = false;
  let isClosed = false;
  /** Grows whenever the position jumps: what was asked for before no longer applies. */
  let era = 0;
  let loading: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** Between loads that brought nothing. */
  const backoff = createBackoff({ firstMs: LOAD_SPREAD_MS, maxMs: LOAD_RETRY_MAX_MS, random });

  function receive(changes: readonly Change[], newHead: number) {
    if (isClosed) return;
    head = Math.max(head, newHead);
    const ready: Change[] = [];
    for (const change of changes) {
      head = Math.max(head, change.seq);
      if (change.seq === last + 1 && !isHeld) advance(change, ready);
      else if (change.seq > last) wait(change);
    }
    deliver(ready);
  }

  function advance(change: Change, ready: Change[]) {
    last = change.seq;
    waiting.delete(change.seq);
    ready.push(change);
  }

  function wait(change: Change) {
    if (waiting.size >= WAITING_MAX) waiting.clear();
    waiting.set(change.seq, change);
  }

  /** Hands over `ready` and what follows it. */
  function deliver(ready: Change[]) {
    if (isHeld) return;
    for (let next = waiting.get(last + 1); next; next = waiting.get(last + 1)) advance(next, ready);
    if (ready.length > 0) {
      backoff.reset();
      guard(() => handlers.onChanges(ready, last));
    }
    if (head > last) loadSoon();
  }

  function loadSoon() {
    if (isClosed || isHeld || timer || loading) return;
    timer = setTimeout(() => {
      timer = null;
      // What was missing may have come by itself.
      if (head > last) catchUp().catch(() => {});
    }, backoff.next());
  }

  function catchUp(): Promise<void> {
    if (isClosed || isHeld) return Promise.resolve();
    loading ??= load().finally(() => {
      loading = null;
      // It failed, or the answer came from before what is missing.
      if (head > last) loadSoon();
    });
    return loading;
  }

  async function load() {
    const askedIn = era;
    const answer = await options.load(last);
    if (askedIn === era) take(answer);
  }

  function take(answer: Changes) {
    if (answer.reset) reset(answer.head);
    else receive(answer.changes ?? [], answer.head);
  }

  function reset(newHead: number) {
    if (isClosed) return;
    head = newHead;
    // Whoever is loading anew already gets to a newer state anyway.
    if (isHeld) return;
    era += 1;
    isHeld = true;
    waiting.clear();
    guard(() => handlers.onReset(newHead));
  }

  return {
    position: () => last,
    behind: () => head - last,
    receive,
    take,
    reset,
    catchUp,

    reposition(after) {
      era += 1;
      isHeld = false;
      last = after;
      for (const seq of waiting.keys()) if (seq <= after) waiting.delete(seq);
      deliver([]);
    },

    close() {
      isClosed = true;
      waiting.clear();
      if (timer) clearTimeout(timer);
    },
  };
}

/** A fault in a listener is reported as the page's own and does not stop the flow. */
export function guard(run: () => void): void {
  try {
    run();
  } catch (error) {
    (globalThis as { reportError?: (error: unknown) => void }).reportError?.(error);
  }
}
