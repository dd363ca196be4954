import type { Log } from '@parley/core/ports/host';
import { StoreUnavailable } from '@parley/core/ports/store';
import type { Database } from './database.ts';
import { isBusy, translateError } from './driver-errors.ts';

/** Writes in one transaction: bounds how long the process is busy with one batch, to some 30 ms. */
const BATCH_MAX = 200;
/** Writes that may wait: beyond it the store is told to be unavailable rather than to grow without end. */
const WAITING_MAX = 20_000;
/** Another process (the CLI) may hold the database for a while: asked again after this time, this often. */
const BUSY_RETRY_MS = 20;
const BUSY_ATTEMPTS_MAX = 150;

export type GroupCommit = {
  /**
   * Runs `work` in a transaction and resolves with its result once that is durable. What `work` throws undoes
   * what it wrote, and nothing else, and is what the promise rejects with. `work` must be synchronous and do
   * nothing but read and write the database: it may be undone and run a second time.
   */
  write<T>(work: () => T): Promise<T>;
  /** Resolves when nothing waits. Writes that come later are refused. */
  close(): Promise<void>;
};

type Waiting = { work: () => unknown; settle: (outcome: Outcome) => void };
type Outcome = { value: unknown } | { error: unknown };

/**
 * Writes that arrive in one turn of the event loop share one transaction and so one wait for the disk; while
 * the disk is awaited the next ones gather. When one of them fails, which is rare, all are undone and run one
 * by one: savepoints would make every write pay for that, as SQLite copies each page that it changes in one.
 */
export function createGroupCommit(db: Database, log?: Log): GroupCommit {
  let waiting: Waiting[] = [];
  let isScheduled = false;
  let isClosing = false;
  let busyAttempts = 0;
  let onIdle: (() => void) | null = null;

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(commitBatch);
  }

  function commitBatch(): void {
    isScheduled = false;
    const batch = waiting.slice(0, BATCH_MAX);
    try {
      db.run('BEGIN IMMEDIATE');
    } catch (error) {
      if (isBusy(error) && busyAttempts < BUSY_ATTEMPTS_MAX) {
        busyAttempts += 1;
        isScheduled = true;
        setTimeout(commitBatch, BUSY_RETRY_MS);
        return;
      }
      settle(batch, refuseAll(batch, error));
      return;
    }
    busyAttempts = 0;
    settle(batch, runBatch(db, batch, log));
  }

  function settle(batch: Waiting[], outcomes: Outcome[]): void {
    waiting = waiting.slice(batch.length);
    for (const [index, { settle }] of batch.entries()) settle(outcomes[index] as Outcome);
    if (waiting.length > 0) schedule();
    else onIdle?.();
  }

  return {
    write<T>(work: () => T): Promise<T> {
      if (isClosing) return Promise.reject(new StoreUnavailable('the store is closed'));
      if (waiting.length >= WAITING_MAX) return Promise.reject(new StoreUnavailable('too many writes wait'));
      return new Promise<T>((resolve, reject) => {
        const settle = (outcome: Outcome) =>
          'error' in outcome ? reject(outcome.error) : resolve(outcome.value as T);
        waiting.push({ work, settle });
        schedule();
      });
    },
    close(): Promise<void> {
      isClosing = true;
      if (waiting.length === 0) return Promise.resolve();
      return new Promise((resolve) => {
        onIdle = resolve;
      });
    },
  };
}

/** Runs the batch in the transaction that is open; answers one outcome a write, all final. */
function runBatch(db: Database, batch: Waiting[], log?: Log): Outcome[] {
  try {
    const outcomes = batch.map(({ work }) => ({ value: work() }));
    db.run('COMMIT');
    return outcomes;
  } catch (error) {
    rollBack(db);
    if (batch.length === 1) return refuseAll(batch, error);
    log?.warn('store.batch-failed', { writes: batch.length, error: String(error) });
    return batch.map((write) => runAlone(db, write));
  }
}

/** One write in a transaction of its own, so that it fails or succeeds by itself. */
function runAlone(db: Database, { work }: Waiting): Outcome {
  try {
    db.run('BEGIN IMMEDIATE');
    const value = work();
    db.run('COMMIT');
    return { value };
  } catch (error) {
    rollBack(db);
    return { error: translateError(error) };
  }
}

/** A full disk or a failed write may have ended the transaction already. */
function rollBack(db: Database): void {
  if (db.isInTransaction()) db.run('ROLLBACK');
}

function refuseAll(batch: Waiting[], error: unknown): Outcome[] {
  return batch.map(() => ({ error: translateError(error) }));
}
