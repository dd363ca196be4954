/** The part of the storage port that keeps who people are. The rules at the head of `store.ts` hold for every method. */
import type { ModeratorRecord, ReaderRecord, Session } from './records.ts';

/** A place in a list by folded name. */
export type NameCursor = { name: string; id: string };

export type ReaderStore = {
  find(id: string): Promise<ReaderRecord | null>;
  findExternal(site: string, externalId: string): Promise<ReaderRecord | null>;
  /**
   * Creates or replaces; answers the reader as kept. Where the site knows another reader by this `externalId`, that
   * one is replaced instead, and keeps its id. Comments keep the name under which they were written.
   */
  put(reader: ReaderRecord): Promise<ReaderRecord>;
  /** Readers of these sites whose folded name (`foldName`) begins with `prefix`, in order of that name and id. */
  search(query: {
    sites: string[];
    prefix: string;
    after: NameCursor | null;
    limit: number;
  }): Promise<{ readers: ReaderRecord[]; next: NameCursor | null }>;
};

export type SessionStore = {
  add(session: Session): Promise<void>;
  find(tokenHash: string): Promise<Session | null>;
  remove(tokenHash: string): Promise<void>;
  /** The sessions of these readers, in any order, `limit` at most. */
  listOf(readers: string[], limit: number): Promise<{ tokenHash: string; reader: string }[]>;
  /** Removes sessions that ended before `before`; answers how many. */
  purge(before: number): Promise<number>;
};

export type ModeratorStore = {
  find(id: string): Promise<ModeratorRecord | null>;
  findByEmail(email: string): Promise<ModeratorRecord | null>;
  list(): Promise<ModeratorRecord[]>;
  put(moderator: ModeratorRecord): Promise<void>;
  /** Counts a failed sign-in, atomically, and locks until `lockedUntil` from the `limit`-th on. */
  countFailure(id: string, limit: number, lockedUntil: number): Promise<void>;
  clearFailures(id: string): Promise<void>;
};
