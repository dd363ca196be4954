/** What the domain keeps of issue reports. The rules at the head of `records.ts` hold. */
import type { IssueEventKind, IssueTriage } from '@parley/contracts/objects';
import type { Actor } from './records.ts';

export type IssueReportRecord = {
  ticket: string;
  site: string;
  page: string;
  message: string | null;
  email: string | null;
  diagnosis: string[];
  diagnostics: Record<string, unknown>;
  receivedAt: number;
  /**
   * Tells readers of one day apart: a keyed hash of day and address, which says nothing of either. Absent where
   * there was no address.
   */
  reader?: string | undefined;
};

/** A report with the group that it belongs to by itself, whatever that is merged into. */
export type FiledReport = { report: IssueReportRecord; group: { id: string; title: string } };

/** What is counted of a report. */
export type ReportFacts = {
  receivedAt: number;
  reader: string | null;
  version: string | null;
  browser: string | null;
  /** Of the page that it came from. */
  origin: string | null;
};

/**
 * Reports of one fingerprint, which is its id, and what was made of them. A group that is merged into another goes
 * on taking the reports of its fingerprint; the other counts and shows them among its own.
 */
export type IssueGroupRecord = IssueTriage & {
  id: string;
  site: string;
  version: number;
  tally: number;
  title: string;
  diagnosis: string[];
  count: number;
  firstSeen: number;
  lastSeen: number;
  spikingSince: number | null;
  last: { by: string; kind: IssueEventKind; at: number } | null;
};

/** Append-only: what moderators made of a group is a fold of these. */
export type IssueEventRecord = {
  id: string;
  group: string;
  /** Whose log it is entered into: the group's site, or `STRAY_LOG` where that is none of ours. */
  site: string;
  /** 2, 3, 4 … within the group, which begins with version 1. */
  version: number;
  kind: IssueEventKind;
  at: number;
  actor: Actor;
  note: string | null;
  before: IssueTriage;
  after: IssueTriage;
  /** The event that an `undo` takes back. */
  reverses?: string | undefined;
};

/** An event before its group has numbered it: what it sets, and no more. */
export type IssueAct = Omit<IssueEventRecord, 'version' | 'before' | 'after'> & { set: Partial<IssueTriage> };

/** The log of groups whose site is none of ours. No site can have this name. */
export const STRAY_LOG = '-';
