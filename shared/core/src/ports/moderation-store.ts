/**
 * The part of the storage port that moderators work on: review items with their event log.
 * The rules at the head of `store.ts` hold for every method.
 */
import type { ReviewState } from '@parley/contracts/objects';
import type { ReviewEventRecord, ReviewItemRecord } from './records.ts';
import type { CommentWrite, ReviewChange } from './store.ts';

export type ReviewSort = 'priority' | 'oldest' | 'latest';
export type ReviewCursor = { key: number; id: string };

export type ReviewStore = {
  find(id: string): Promise<ReviewItemRecord | null>;
  /** Oldest first. */
  events(id: string): Promise<ReviewEventRecord[]>;
  /** The item folded anew from its events alone: what `find` answers but for the claim. For checks. */
  refold(id: string): Promise<ReviewItemRecord | null>;
  /** In any order; those that are not there are left out. */
  findMany(ids: string[]): Promise<ReviewItemRecord[]>;
  /**
   * A slice of items of these sites that have all of `facets` (see `facets.ts`; the first is the narrowest) and
   * were opened before `openedBefore`. `priority`: score, highest first; `oldest`: `openedAt`, oldest first;
   * `latest`: `enteredAt`, newest first.
   */
  list(query: {
    sites: string[];
    state: ReviewState;
    facets: readonly string[];
    openedBefore: number | null;
    sort: ReviewSort;
    after: ReviewCursor | null;
    limit: number;
  }): Promise<{ items: ReviewItemRecord[]; next: ReviewCursor | null }>;
  /**
   * How many wait: open ones, those of them whose comment is held, or public, and escalated ones. Each is counted up
   * to `upTo`, which then stands for so many or more; null counts all.
   */
  count(
    sites: string[],
    upTo: number | null,
  ): Promise<{ open: number; held: number; flagged: number; escalated: number }>;
  /** How many items of each thread are open or escalated. Threads without any are left out. */
  countWaiting(threads: string[]): Promise<Map<string, number>>;
  /**
   * Appends a decision when the item's version is still `expectedVersion`, and carries its outcome into
   * the comment and the thread's log with it. Otherwise nothing is written and the item is returned as it is.
   * A deleted comment stays deleted whatever is decided. Closing gives the claim back.
   */
  decide(decision: {
    id: string;
    expectedVersion: number;
    event: Omit<ReviewEventRecord, 'version'>;
    /** What the author is told when the comment is rejected, or held again. */
    authorReason: string | null;
    /** When an item that this opens is late; absent where it opens none. */
    dueAt?: number;
  }): Promise<
    | { outcome: 'done'; item: ReviewItemRecord; event: ReviewEventRecord; write: CommentWrite | null }
    | { outcome: 'conflict'; item: ReviewItemRecord; event: ReviewEventRecord }
    | { outcome: 'not-found' }
  >;
  /** Opens the item of a comment that has none; one that is there is answered as it is. Null without a comment. */
  open(change: ReviewChange): Promise<ReviewItemRecord | null>;
  /** Takes or renews the claim unless another moderator's is still good at `now`; null when it is, or no item. */
  claim(
    id: string,
    by: { id: string; name: string },
    until: number,
    now: number,
  ): Promise<ReviewItemRecord | null>;
  /** Gives the claim back if it is this moderator's. */
  unclaim(id: string, by: string): Promise<ReviewItemRecord | null>;
  /**
   * The decisions and other events of these sites, newest first; `term`: those filed under it (`log-terms.ts`), which
   * are read without reading others.
   */
  log(query: { sites: string[]; term?: string | null; after: ReviewCursor | null; limit: number }): Promise<{
    events: ReviewEventRecord[];
    next: ReviewCursor | null;
  }>;
};
