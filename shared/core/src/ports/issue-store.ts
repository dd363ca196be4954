/** The part of the storage port that keeps issue reports. The rules at the head of `store.ts` hold. */
import type { IssueState } from '@parley/contracts/objects';
import type {
  FiledReport,
  IssueAct,
  IssueEventRecord,
  IssueGroupRecord,
  IssueReportRecord,
  ReportFacts,
} from './issue-records.ts';
import type { ReviewCursor } from './moderation-store.ts';

export type IssueStore = {
  /**
   * Adds reports to their groups, making those that are not there; the same ticket again changes nothing. Answers
   * each group that shows any of them, after all of them, with those that are new.
   */
  add(filed: FiledReport[]): Promise<{ group: IssueGroupRecord; added: IssueReportRecord[] }[]>;
  findReport(ticket: string): Promise<IssueReportRecord | null>;
  /** The group that shows the report: the one that its own is merged into, if it is. */
  findByTicket(ticket: string): Promise<IssueGroupRecord | null>;
  /** Deletes a report; its group counts it no more, and stays. False when there is no such report. */
  remove(ticket: string): Promise<boolean>;
  /** Deletes reports received before this moment (ms), `limit` at most, as `remove` does. Answers how many. */
  purge(before: number, limit: number): Promise<number>;
  find(group: string): Promise<IssueGroupRecord | null>;
  /** Groups of these sites that are not merged into others, last seen first. `sites: null`: whatever their site. */
  list(query: {
    sites: string[] | null;
    state: IssueState | null;
    after: ReviewCursor | null;
    limit: number;
  }): Promise<{ groups: IssueGroupRecord[]; next: ReviewCursor | null }>;
  /**
   * Appends an act to a group's log when its version is still `expectedVersion` (null: whatever it is), and sets
   * what the act sets. Otherwise nothing is written, and the answer is what won. The same id again is the event that
   * it made. One that would merge a group into itself, by way of others too, is a `conflict` without a winner.
   */
  act(
    act: IssueAct,
    expectedVersion: number | null,
  ): Promise<
    | { outcome: 'done'; group: IssueGroupRecord; event: IssueEventRecord }
    | { outcome: 'conflict'; group: IssueGroupRecord; event: IssueEventRecord | null }
    | { outcome: 'not-found' }
  >;
  /** A group's events, newest first. */
  events(group: string, limit: number): Promise<IssueEventRecord[]>;
  /** The groups merged into one, directly or by way of others, `limit` at most, in any order. */
  listMerged(group: string, limit: number): Promise<IssueGroupRecord[]>;
  /** The newest reports that a group shows, newest first, `limit` at most. */
  samples(group: string, limit: number): Promise<IssueReportRecord[]>;
  /** What there is to count of the newest reports that a group shows, newest first. */
  facts(group: string, limit: number): Promise<ReportFacts[]>;
  /** Groups that are not merged into others and were last seen at `since` or later, or spike; `limit` of each at most. */
  listLively(since: number, limit: number): Promise<Pick<IssueGroupRecord, 'id' | 'spikingSince'>[]>;
  /** Reports that a group shows, received at `since` or later. */
  countSince(group: string, since: number): Promise<number>;
  /** Sets since when a group spikes, if that is still `from`; null otherwise. Its version stays. */
  setSpike(group: string, from: number | null, to: number | null): Promise<IssueGroupRecord | null>;
};
