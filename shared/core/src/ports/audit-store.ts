/** The part of the storage port by which the log of moderation is checked and added up. */
import type { StoredReviewEvent } from '../moderation/fold-review.ts';
import type { ActRecord } from './act-store.ts';
import type { IssueEventRecord } from './issue-records.ts';
import type { ReviewItemRecord } from './records.ts';

/** What happened to review items, and what was made of issue reports. */
export type LoggedEvent = StoredReviewEvent | IssueEventRecord;
/** What a site's log is made of. */
export type ChainedEvent = LoggedEvent | ActRecord;

/** A link of a site's chain: the `seq`-th event, or act, of its log. */
export type ChainLink = {
  seq: number;
  prevHash: string;
  hash: string;
  /** What the link names, for a message. */
  name: string;
  /** Null when what the link names is not there. */
  event: ChainedEvent | null;
};

export type AuditStore = {
  /** The links of a site's chain after `after`, in order. Every event gets its link before its item shows it. */
  chain(site: string, after: number, limit: number): Promise<ChainLink[]>;
  /** The last link of a site's chain; null where nothing has happened yet. */
  tail(site: string): Promise<Pick<ChainLink, 'seq' | 'hash'> | null>;
  /** Events that no chain has, walked in an order of the store's own; `next` is null at the end. */
  listUnchained(after: string | null, limit: number): Promise<{ events: LoggedEvent[]; next: string | null }>;
  /** All review items, in order of id. */
  listItems(after: string | null, limit: number): Promise<ReviewItemRecord[]>;
  /** A site's events from `from` on and before `until`, newest first, `limit` at most. */
  listBetween(site: string, from: number, until: number, limit: number): Promise<StoredReviewEvent[]>;
  /** The events of a bulk, `limit` at most, in any order. */
  listBulk(bulk: string, limit: number): Promise<StoredReviewEvent[]>;
  /** An event by its id; null when there is none. */
  findEvent(id: string): Promise<StoredReviewEvent | null>;
};
