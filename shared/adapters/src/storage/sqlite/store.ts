import type { Clock, Log } from '@parley/core/ports/host';
import { type Store, StoreUnavailable } from '@parley/core/ports/store';
import { createAccess } from './access.ts';
import { createActs } from './acts.ts';
import { createAudit } from './audit.ts';
import { createChallenges } from './challenges.ts';
import { createComments } from './comments.ts';
import { type Database, openDatabase } from './database.ts';
import { createFlags } from './flags.ts';
import { createGroupCommit } from './group-commit.ts';
import { createIssues } from './issues.ts';
import { createModerators } from './moderators.ts';
import { createMutes } from './mutes.ts';
import { createNotes } from './notes.ts';
import { createOpinions } from './opinions.ts';
import { createOutbox } from './outbox.ts';
import { lockProcess } from './process-lock.ts';
import { createReaders } from './readers.ts';
import { createRelay } from './relay.ts';
import { createReview } from './review.ts';
import { createSanctions } from './sanctions.ts';
import { createSessions } from './sessions.ts';
import { createSites } from './sites.ts';
import { createThreads } from './threads.ts';
import { createVotes } from './votes.ts';

export type SqliteOptions = {
  /** A file; it and its folder are made where there are none. */
  path: string;
  clock: Clock;
  log?: Log;
  /** Whether this process must be the only server of the file (true by default). The CLI says false. */
  exclusive?: boolean;
};

/**
 * Opens the embedded store. Rejects with `StoreLocked` when another server has it, and with an error that
 * says so when the file was written by a newer Parley.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  return openSqlite(options).store;
}

/** The store with the database under it, for those who look at how queries are served. */
export function openSqlite({ path, clock, log, exclusive = true }: SqliteOptions): {
  store: Store;
  db: Database;
} {
  const unlock = exclusive ? lockProcess(path) : () => {};
  let db: Database;
  try {
    db = openDatabase(path);
  } catch (error) {
    unlock();
    throw error;
  }
  const commits = createGroupCommit(db, log);
  const access = createAccess(db, clock, commits);
  let isClosed = false;

  const store: Store = {
    name: 'sqlite',
    sites: createSites(access),
    threads: createThreads(access),
    comments: createComments(access),
    votes: createVotes(access),
    flags: createFlags(access),
    readers: createReaders(access),
    mutes: createMutes(access),
    sessions: createSessions(access),
    moderators: createModerators(access),
    review: createReview(access),
    audit: createAudit(access),
    acts: createActs(access),
    sanctions: createSanctions(access),
    notes: createNotes(access),
    challenges: createChallenges(access),
    opinions: createOpinions(access),
    issues: createIssues(access),
    outbox: createOutbox(access),
    relay: createRelay(access),
    ping: async () => {
      try {
        db.get('SELECT 1 FROM leases WHERE job = ?', '');
      } catch (error) {
        throw new StoreUnavailable(error);
      }
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await commits.close();
      db.close();
      unlock();
    },
  };
  return { store, db };
}
