/**
 * The storage port. Adapters live beside each other in `shared/adapters/src/storage`; `tests/contract`
 * defines what correct means and runs on all of them.
 *
 * Rules for every method:
 * - A promise that resolves after a write means that the write is durable.
 * - Whatever a method says happens together is never seen half done: either it is one transaction, or the
 *   first write carries a mark by which `relay.repair` completes the rest after a crash.
 * - `find…` returns null when there is nothing; driver errors come out as `StoreUnavailable`, never raw.
 * - Domain records go in and come out; nothing of a driver leaves the adapter.
 */
import type { Sort } from '@parley/contracts/objects';
import type { ActRecord, ActStore } from './act-store.ts';
import type { AuditStore } from './audit-store.ts';
import type { ChallengeStore } from './captcha.ts';
import type { ModeratorStore, ReaderStore, SessionStore } from './identity-store.ts';
import type { IssueStore } from './issue-store.ts';
import type { ReviewCursor, ReviewStore } from './moderation-store.ts';
import type { MuteStore } from './mute-store.ts';
import type { NoteStore } from './note-store.ts';
import type { OpinionStore } from './opinion-store.ts';
import type { OutboxStore } from './outbox-store.ts';
import type {
  AuthorStanding,
  CommentRecord,
  CommentRevision,
  FlagAccuracy,
  FlagRow,
  KeptFlag,
  LoggedChange,
  ReviewEventRecord,
  ReviewItemRecord,
  Site,
  ThreadRecord,
} from './records.ts';
import type { RelayStore } from './relay-store.ts';
import type { SanctionStore } from './sanction-store.ts';

/** The store cannot be reached or cannot answer: the caller may try again. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('the store is unavailable', { cause });
    this.name = 'StoreUnavailable';
  }
}

export type { ModeratorStore, NameCursor, ReaderStore, SessionStore } from './identity-store.ts';
export type { ReviewCursor, ReviewSort, ReviewStore } from './moderation-store.ts';
export type { Drift, RelayStore } from './relay-store.ts';

export type Store = {
  readonly name: 'sqlite' | 'mongo';
  sites: SiteStore;
  threads: ThreadStore;
  comments: CommentStore;
  votes: VoteStore;
  flags: FlagStore;
  readers: ReaderStore;
  mutes: MuteStore;
  sessions: SessionStore;
  moderators: ModeratorStore;
  review: ReviewStore;
  audit: AuditStore;
  acts: ActStore;
  sanctions: SanctionStore;
  notes: NoteStore;
  challenges: ChallengeStore;
  opinions: OpinionStore;
  issues: IssueStore;
  outbox: OutboxStore;
  relay: RelayStore;
  /** Resolves when the store answers a trivial question; rejects with `StoreUnavailable`. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export type SiteStore = {
  /** All sites; there are few, and callers keep them. */
  list(): Promise<Site[]>;
  /** Creates or replaces a site whole. */
  put(site: Site): Promise<void>;
  /**
   * Sets the settings that are given, together with the act, whose time and actor become `settingsChanged`, and
   * answers the site with its next `settingsVersion`. Null, and nothing is written, when `version` is no longer the
   * site's, or there is no such site.
   */
  changeSettings(
    id: string,
    version: number,
    settings: Partial<Site['settings']>,
    act: ActRecord,
  ): Promise<Site | null>;
};

export type ThreadStore = {
  find(id: string): Promise<ThreadRecord | null>;
  /** Only `head`: the point look-up behind every cached read. 0 for a thread that does not exist. */
  head(id: string): Promise<number>;
  /** Heads of many threads at once, for the head comparison. Missing threads are left out. */
  heads(ids: string[]): Promise<Map<string, number>>;
  /** Returns the thread that has this id, creating it from `thread` when there is none. Never changes one. */
  ensure(thread: ThreadRecord): Promise<ThreadRecord>;
  /**
   * Sets what is given and logs a `thread` change, together with the act, which is given what was set and what
   * stood there before. Null, and no act, when the thread does not exist, nothing differs, or it is not as `seen` says.
   */
  update(
    id: string,
    set: Partial<Pick<ThreadRecord, 'state' | 'premoderation' | 'slowModeSeconds'>>,
    act?: Omit<ActRecord, 'before' | 'after'>,
    seen?: Partial<Pick<ThreadRecord, 'state' | 'premoderation' | 'slowModeSeconds'>>,
  ): Promise<LoggedChange | null>;
  /** Threads of these sites by when they began, newest first; `state` null means either. */
  list(query: {
    sites: string[];
    state: ThreadRecord['state'] | null;
    after: ReviewCursor | null;
    limit: number;
  }): Promise<{ threads: ThreadRecord[]; next: ReviewCursor | null }>;
  /** Published comments by thread id. Missing threads are left out. */
  counts(ids: string[]): Promise<Map<string, number>>;
  /**
   * The log after `after`, oldest first, without holes up to `head`; comments as they are now. Null when the
   * log no longer reaches back that far, or `after` lies beyond `head`. A missing thread has head 0.
   */
  changesAfter(id: string, after: number): Promise<{ head: number; changes: LoggedChange[] } | null>;
};

/** A place in a sorted list: the sort key and the id of the last comment seen. */
export type CommentCursor = { key: number | null; id: string };
/** `next` is the cursor of the following slice; null at the end. */
export type CommentSlice = { items: CommentRecord[]; next: CommentCursor | null };

/** What is to happen to a comment's review item in the same breath as to the comment. */
export type ReviewChange = {
  event: Omit<ReviewEventRecord, 'version' | 'before'>;
  /** Added to the score. */
  weight: number;
  dueAt: number;
};

export type CommentWrite = {
  comment: CommentRecord;
  /** In order of `seq`: first ancestors that became (or ceased to be) tombstones, then the comment's own. */
  changes: LoggedChange[];
  /** The review item after the write, when it was touched. */
  item: ReviewItemRecord | null;
};

export type CommentStore = {
  find(id: string): Promise<CommentRecord | null>;
  findMany(ids: string[]): Promise<CommentRecord[]>;
  findByKey(thread: string, idempotencyKey: string): Promise<CommentRecord | null>;
  /**
   * Stores a new comment together with: its `published` change, the thread's count, its ancestors' reply
   * counts and its root's branch count when its status is `published`; its opened review item when `review` is given. A held comment
   * takes no number. When the thread has a comment with this idempotency key, that one is the answer and
   * nothing is written (`isNew` false). The thread must exist. `replyCount`, `branchCount` and `listed` are the store's to
   * set; totals of votes that it comes with (from an import) stay, and later votes are counted on top.
   */
  insert(
    comment: CommentRecord,
    options?: { review?: ReviewChange },
  ): Promise<CommentWrite & { isNew: boolean }>;
  /**
   * A new body: `revision` grows, the old body is kept as a revision, `status` is what screening said
   * (`published` or `held`). Logs `edited`, or `removed` when it leaves the page, or `published` when it
   * enters it for the first time. Null when `expectedRevision` is no longer the current one, or the comment
   * is rejected or deleted.
   */
  edit(
    id: string,
    edit: Pick<CommentRecord, 'source' | 'html' | 'renderVersion' | 'fingerprint' | 'reason' | 'muted'> & {
      expectedRevision: number;
      status: 'published' | 'held';
      editedAt: number;
    },
    options?: { review?: ReviewChange },
  ): Promise<CommentWrite | null>;
  /**
   * The author withdraws: status `deleted`, `source`, `html` and all revisions erased, logged as `removed`
   * when readers could see it; the review item, if any, closes with a `withdrawn` event by `actor`.
   * Null when it is deleted already.
   */
  withdraw(
    id: string,
    event: { id: string; at: number; actor: ReviewEventRecord['actor'] },
  ): Promise<CommentWrite | null>;
  /**
   * Pins or unpins, logs `pinned`, together with the act. Null when nothing differs or the comment is not published. The pin of a
   * comment that is no longer published ends, and does not come back with it.
   */
  setPinned(id: string, pinned: boolean, act?: ActRecord): Promise<CommentWrite | null>;
  /** How many comments of the thread are pinned. */
  countPinned(thread: string): Promise<number>;
  /**
   * A slice of the listed replies to `parent`, or of the listed roots when it is null, after `after`,
   * `limit` at most. Orders: `newest`, `oldest` by id; `top` by up minus down, `discussed` by branchCount among
   * roots and by replyCount among replies, all descending, then newest first. Pinned roots are left out (`listPinned` has them).
   */
  list(query: {
    thread: string;
    parent: string | null;
    sort: Sort;
    after: CommentCursor | null;
    limit: number;
  }): Promise<CommentSlice>;
  /** `list` for the first replies of many parents in one go, keyed by parent; parents without any are left out. */
  listPreviews(query: {
    thread: string;
    parents: string[];
    sort: Sort;
    limit: number;
  }): Promise<Map<string, CommentSlice>>;
  /** The thread's pinned, listed roots, newest first. */
  listPinned(thread: string): Promise<CommentRecord[]>;
  /** An author's comments in a thread that slices do not hold: held and rejected. Newest first, 50 at most. */
  listUnseenOf(thread: string, author: string): Promise<CommentRecord[]>;
  /**
   * An author's latest comments over all threads of a site, newest first. With `since` (ms) none older: then the cost is
   * that of so many, whatever else they have written.
   */
  listByAuthor(site: string, author: string, limit: number, since?: number): Promise<CommentRecord[]>;
  /**
   * The latest published comments of a thread, or of all of a site's threads, newest first: for feeds. Of
   * comments made in the same millisecond on different threads the order is any, but always the same.
   */
  listLatest(query: ({ thread: string } | { site: string }) & { limit: number }): Promise<CommentRecord[]>;
  /** How many comments an author has by status on a site. */
  standing(site: string, author: string): Promise<AuthorStanding>;
  /** Whether the author has a comment with this fingerprint in the thread since `since` (deleted ones aside). */
  hasDuplicate(query: {
    thread: string;
    author: string;
    fingerprint: string;
    since: number;
  }): Promise<boolean>;
  /** The bodies that newer ones replaced, oldest first; the latest `limit` of them. */
  listRevisions(id: string, limit: number): Promise<CommentRevision[]>;
};

export type VoteStore = {
  /** Sets a reader's vote; 0 takes it back. Returns the comment's exact totals. Marks the comment for `flush`. */
  set(vote: {
    thread: string;
    comment: string;
    reader: string;
    value: -1 | 0 | 1;
    at: number;
  }): Promise<{ up: number; down: number }>;
  /** A reader's votes in a thread. */
  mine(thread: string, reader: string): Promise<Map<string, -1 | 1>>;
  /**
   * Carries the totals of comments marked before `before` into the comments, one `votes` change each whose
   * totals differ. `limit` comments at most. Two callers at once do no harm.
   */
  flush(before: number, limit: number): Promise<LoggedChange[]>;
};

export type FlagStore = {
  /**
   * Adds a flag together with the review item's `flagged` event. One a reader, comment and revision: the
   * second is ignored (`isNew` false, item null).
   */
  add(flag: FlagRow, review: ReviewChange): Promise<{ isNew: boolean; item: ReviewItemRecord | null }>;
  mine(thread: string, reader: string): Promise<string[]>;
  /**
   * Oldest first. Each with its outcome: together with a decision, and with its undo, the flags that came before get
   * what the last decision that stands makes of them (see `judge-flags.ts`).
   */
  listFor(comment: string): Promise<KeptFlag[]>;
  /** What became of a reader's latest flags on a site that were decided, `limit` at most. */
  accuracy(site: string, reader: string, limit: number): Promise<FlagAccuracy>;
};
