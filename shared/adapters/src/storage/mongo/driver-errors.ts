import { setTimeout } from 'node:timers/promises';
import { StoreUnavailable } from '@parley/core/ports/store';
import mongoose from 'mongoose';

/** The server's code for a second document with a value that an index keeps unique. */
const DUPLICATE_KEY = 11_000;
/** The server's code for a write that met another and was not done. */
const WRITE_CONFLICT = 112;
const CONFLICTS_MAX = 8;
/** Grows with each attempt, and is spread, so that the same two do not meet again. */
const CONFLICT_PAUSE_MS = 20;

/** The same methods, except that faults of the driver come out as `StoreUnavailable`; others pass as they are. */
export function atBorder<Noun extends object>(noun: Noun): Noun {
  const guarded = Object.entries(noun).map(([name, method]) => [name, guard(method)]);
  return Object.fromEntries(guarded);
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

/** Runs an insert; answers false, instead of throwing, when the document is there already. */
export async function insertOnce(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await despiteConflicts(insert);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/**
 * Runs a write again that the server refused because of others at the same documents. Servers do so by
 * themselves for most writes, not for all; nothing was written, so that any write may be repeated.
 */
export async function despiteConflicts<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === CONFLICTS_MAX || !isWriteConflict(error)) throw error;
      await setTimeout(Math.random() * attempt * CONFLICT_PAUSE_MS);
    }
  }
}

function isWriteConflict(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === WRITE_CONFLICT;
}

export function isDriverError(error: unknown): boolean {
  return (
    error instanceof mongoose.mongo.MongoError || error instanceof mongoose.Error || isSocketError(error)
  );
}

/** What Node says of a socket that broke just before a command was written to it: the driver passes it on as it is. */
function isSocketError(error: unknown): boolean {
  const codes = ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'];
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** What leaves the adapter instead of `error`. */
export function translateError(error: unknown): unknown {
  return isDriverError(error) ? new StoreUnavailable(error) : error;
}

function guard(method: (...values: unknown[]) => Promise<unknown>) {
  return async (...values: unknown[]) => {
    try {
      return await method(...values);
    } catch (error) {
      throw translateError(error);
    }
  };
}
