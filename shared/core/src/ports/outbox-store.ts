/** The part of the storage port that keeps what is on its way out of here. The rules at the head of `store.ts` hold. */
import type { Actor } from './records.ts';

/** A mail to a reader, or an alert to a site, that is to leave here, once for each id. */
export type OutboxRecord = {
  id: string;
  kind: 'answer' | 'alert';
  site: string;
  /** The group of issue reports that it is about. */
  group: string;
  /** The ticket that it answers; null on an alert. */
  ticket: string | null;
  by: Actor;
  /** What is sent, and to whom. SECRET: addresses and texts, never for a log. Null once it is over. */
  content: Record<string, string> | null;
  /** `unsent`: nobody is set up to send it. `unconfirmed`: it was handed over, and may have been taken. */
  state: 'waiting' | OutboxOutcome;
  /** Times that somebody took it. */
  attempts: number;
  /** Attempts that handed it over and were not answered, or not yet. */
  unconfirmed: number;
  /** When it is next to be tried (ms). */
  dueAt: number;
  at: number;
};

/** What became of a message for good. */
export type OutboxOutcome = 'sent' | 'unsent' | 'failed' | 'unconfirmed';

export type OutboxStore = {
  /** Keeps it until it is over. False, and nothing is written, when this id was put before, whatever became of it. */
  put(message: OutboxRecord): Promise<boolean>;
  find(id: string): Promise<OutboxRecord | null>;
  /**
   * Takes up to `limit` that wait and are due at `now`, the longest due first, each for one taker: it counts as an
   * attempt, and is due again after `leaseMs`, should its taker die.
   */
  take(now: number, leaseMs: number, limit: number): Promise<OutboxRecord[]>;
  /**
   * Notes, durably, that what was taken is about to be handed over, as one more that is unconfirmed. False, and
   * nothing is written, when somebody else has taken it since, it is over, or it is not there any more: then it must
   * not be handed over.
   */
  handOver(taken: Pick<OutboxRecord, 'id' | 'attempts' | 'dueAt'>): Promise<boolean>;
  /**
   * What came of an attempt: over, by which the content is erased, or to be tried at `retryAt`, with so many that are
   * `unconfirmed`. False when somebody else has taken it since, or it is over.
   */
  settle(
    id: string,
    attempt: number,
    outcome: { state: OutboxOutcome } | { retryAt: number; unconfirmed: number },
  ): Promise<boolean>;
  /** Answers that were put for a group, newest first. */
  listFor(group: string, limit: number): Promise<OutboxRecord[]>;
  /** What was put for a ticket, newest first. */
  listForTicket(ticket: string, limit: number): Promise<OutboxRecord[]>;
  /** Deletes whatever there is for a ticket, sent or not. Answers how many. */
  forget(ticket: string): Promise<number>;
  /** Deletes what was put before this moment (ms), `limit` at most. Answers how many. */
  purge(before: number, limit: number): Promise<number>;
};
