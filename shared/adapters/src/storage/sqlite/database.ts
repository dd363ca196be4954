import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { migrate } from './schema.ts';

/** How long the start waits for another process that writes. */
const OPENING_TIMEOUT_MS = 5_000;
/** The same for one statement later, when waiting keeps readers waiting too; group commit then tries again. */
const BUSY_TIMEOUT_MS = 20;
/** Pages kept in memory; negative means KiB. Enough for the inner pages of every index of a large site. */
const CACHE_SIZE = -32_000;
/**
 * Pages of the log (62 MB) after which it is carried into the file. That keeps everybody waiting, so it is rare: a
 * burst of posts changes the same pages of the indexes again and again, and they are carried over once.
 */
const CHECKPOINT_PAGES = 16_000;
/** Bytes to which the log is cut back after it was carried over. */
const LOG_BYTES_MAX = 64 * 1024 * 1024;

/** A row as the driver gives it; each noun names the columns it asked for. */
export type Row = Record<string, unknown>;

export type Database = {
  /** The first row, or undefined. */
  get<R = Row>(sql: string, ...values: SQLInputValue[]): R | undefined;
  all<R = Row>(sql: string, ...values: SQLInputValue[]): R[];
  /** Rows as arrays, in the order of the columns: a quarter faster where there are many. */
  tuples<R>(sql: string, ...values: SQLInputValue[]): R[];
  /** Runs a statement; answers how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** Runs statements that take no values. */
  exec(sql: string): void;
  isInTransaction(): boolean;
  /** The text of every statement prepared so far. */
  statements(): string[];
  close(): void;
};

/**
 * Opens the file, making it and its folder where there is none, and brings its schema up to date. Statements
 * are prepared once, by their text: so a text must never contain a value.
 */
export function openDatabase(path: string): Database {
  mkdirSync(dirname(path), { recursive: true });
  const driver = new DatabaseSync(path, { timeout: OPENING_TIMEOUT_MS, enableForeignKeyConstraints: false });
  try {
    driver.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA cache_size = ${CACHE_SIZE};
      PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
      PRAGMA journal_size_limit = ${LOG_BYTES_MAX};
      PRAGMA temp_store = MEMORY;
    `);
    migrate(driver);
    driver.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  } catch (error) {
    driver.close();
    throw error;
  }

  const prepared = new Map<string, StatementSync>();
  const preparedTuples = new Map<string, StatementSync>();
  function statement(sql: string, known = prepared): StatementSync {
    const found = known.get(sql);
    if (found !== undefined) return found;
    const made = driver.prepare(withOpaqueLimit(sql));
    if (known === preparedTuples) made.setReturnArrays(true);
    known.set(sql, made);
    return made;
  }
  return {
    get: <R>(sql: string, ...values: SQLInputValue[]) => statement(sql).get(...values) as R | undefined,
    all: <R>(sql: string, ...values: SQLInputValue[]) => statement(sql).all(...values) as R[],
    tuples: <R>(sql: string, ...values: SQLInputValue[]) =>
      statement(sql, preparedTuples).all(...values) as unknown[] as R[],
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    exec: (sql) => driver.exec(sql),
    isInTransaction: () => driver.isTransaction,
    statements: () => [...prepared.keys(), ...preparedTuples.keys()],
    close: () => driver.close(),
  };
}

/**
 * For a bare `LIMIT ?` SQLite looks at the value and plans the statement anew with every call, which takes
 * longer than to run it. A sum it does not look into.
 */
function withOpaqueLimit(sql: string): string {
  return sql.replace('LIMIT ?', 'LIMIT ? + 0');
}
