import type { Problem } from '@parley/contracts/problems';
import { CoreError } from '@parley/core/core-error';
import type { Log } from '@parley/core/ports/host';
import type { Socket } from 'socket.io';
import type { RealtimeMetrics } from './deps.ts';
import { problemOf } from './problem-of.ts';

export type Answer = (result: object) => void;
/** Calls `answer` once, or throws. `payload` is whatever the client sent. */
export type EventHandler<S> = (socket: S, payload: unknown, answer: Answer) => void | Promise<void>;

export type EventTable<S> = {
  handlers: Record<string, EventHandler<S>>;
  /** Whether the socket may send an event now. */
  mayCall(socket: S): boolean;
  /** Whether the socket can be told anything: when it cannot, its events are dropped without a word. */
  mayBeAnswered(socket: S): boolean;
  log: Log;
  metrics: RealtimeMetrics | undefined;
};

/**
 * Attaches the table to a socket. Whatever a client sends is answered, with `{ problem }` if need be, as far as
 * it asks for an answer; nothing that a handler throws leaves here, because it would end the process.
 */
export function handleEvents<S extends Socket>(socket: S, table: EventTable<S>): void {
  socket.onAny((event: unknown, ...args: unknown[]) => {
    void handle(socket, table, String(event), args);
  });
  // socket.io also emits `error`, for packets it cannot read; without a listener that would throw.
  (socket as Socket).on('error', () => table.metrics?.count('events-refused'));
}

async function handle<S>(socket: S, table: EventTable<S>, event: string, args: unknown[]): Promise<void> {
  if (!table.mayBeAnswered(socket)) return;
  const last = args.at(-1);
  const acknowledge = typeof last === 'function' ? last : null;
  const payload = acknowledge ? args.slice(0, -1)[0] : args[0];
  const answer = (result: object) => acknowledge?.(result);
  try {
    if (!table.mayCall(socket)) {
      throw new CoreError('rate-limited', 'Too many messages. Wait a little.', { retryAfter: 1 });
    }
    const handler = Object.hasOwn(table.handlers, event) ? table.handlers[event] : undefined;
    if (!handler) throw new CoreError('not-found', 'There is no event of this name.');
    await handler(socket, payload, answer);
  } catch (error) {
    table.metrics?.count('events-refused');
    const refusal: { problem: Problem } = { problem: problemOf(error, table.log, event.slice(0, 40)) };
    try {
      answer(refusal);
    } catch (fault) {
      table.log.error('live.answer-failed', { error: fault });
    }
  }
}
