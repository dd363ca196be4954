import type { Clock } from '@parley/core/ports/host';
import type { Database } from './database.ts';
import { translateError } from './driver-errors.ts';
import type { GroupCommit } from './group-commit.ts';

/** What each noun of the store works with. */
export type Access = {
  db: Database;
  clock: Clock;
  /** Runs `work` at once and translates what it throws. */
  read<T>(work: () => T): Promise<T>;
  /** Runs `work` in a transaction with other writes of this turn; resolves when it is durable. */
  write: GroupCommit['write'];
};

export function createAccess(db: Database, clock: Clock, commits: GroupCommit): Access {
  return {
    db,
    clock,
    read: async (work) => {
      try {
        return work();
      } catch (error) {
        throw translateError(error);
      }
    },
    write: commits.write,
  };
}
