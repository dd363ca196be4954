import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './driver-errors.ts';

/** Another server process has the database open. */
export class StoreLocked extends Error {
  constructor(path: string) {
    super(`Another Parley server uses ${path} already: stop it first, or use MongoDB to run several.`);
    this.name = 'StoreLocked';
  }
}

/**
 * Makes this process the only server of the database at `path` until the answered function is called or the
 * process ends, however it ends: the lock is the operating system's, on a small file beside the database.
 * Throws `StoreLocked`. Processes that do not ask for the lock (the CLI) are not kept out.
 */
export function lockProcess(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new StoreLocked(path) : error;
  }
  return () => lock.close();
}
