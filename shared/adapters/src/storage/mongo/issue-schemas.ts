import type {
  IssueEventRecord,
  IssueGroupRecord,
  IssueReportRecord,
  ReportFacts,
} from '@parley/core/ports/issue-records';
import mongoose from 'mongoose';
import { SCHEMA_OPTIONS } from './schema-options.ts';

const { Mixed } = mongoose.Schema.Types;

export type IssueReportDocument = Omit<IssueReportRecord, 'ticket' | 'diagnostics'> &
  Partial<Pick<ReportFacts, 'version' | 'browser' | 'origin'>> & {
    _id: string;
    /** JSON: its keys are the client's, and a store must not read `$` or `.` in them as its own. */
    diagnostics: string;
    /** Of its own fingerprint, whatever that is merged into. */
    group: string;
    groupTitle: string;
    /** Since when the group may not count it yet. */
    pendingAt?: number;
  };
export type IssueGroupDocument = Omit<IssueGroupRecord, 'id'> & { _id: string };
export type IssueEventDocument = IssueEventRecord & {
  /** Of group and version: so a group has one event of each version, and whoever stores it first wins. */
  _id: string;
  /** Since when it may not be folded in yet. */
  pendingAt?: number;
};

/** The id is the ticket. */
export const issueReportSchema = new mongoose.Schema<IssueReportDocument>(
  {
    _id: String,
    group: String,
    groupTitle: String,
    site: String,
    page: String,
    message: String,
    email: String,
    diagnosis: [Mixed],
    diagnostics: String,
    receivedAt: Number,
    reader: String,
    version: String,
    browser: String,
    origin: String,
    pendingAt: Number,
  },
  SCHEMA_OPTIONS,
);
issueReportSchema.index({ group: 1, receivedAt: -1, _id: -1 }, { name: 'group' });
issueReportSchema.index({ receivedAt: 1 }, { name: 'time' });
issueReportSchema.index(
  { pendingAt: 1 },
  { partialFilterExpression: { pendingAt: { $exists: true } }, name: 'pending' },
);

export const issueGroupSchema = new mongoose.Schema<IssueGroupDocument>(
  {
    _id: String,
    site: String,
    version: Number,
    state: String,
    title: String,
    diagnosis: [Mixed],
    count: Number,
    firstSeen: Number,
    lastSeen: Number,
    fixedIn: String,
    publicNote: String,
    assignee: Mixed,
    mergedInto: String,
    last: Mixed,
    /** Grows with every recount: what two who count at once compare before they set. */
    tally: Number,
    spikingSince: Number,
  },
  SCHEMA_OPTIONS,
);
issueGroupSchema.index({ mergedInto: 1, lastSeen: -1, _id: -1 }, { name: 'shown_time' });
issueGroupSchema.index({ mergedInto: 1, state: 1, lastSeen: -1, _id: -1 }, { name: 'shown_state' });
issueGroupSchema.index({ mergedInto: 1, site: 1, lastSeen: -1, _id: -1 }, { name: 'shown_site' });
issueGroupSchema.index(
  { mergedInto: 1, site: 1, state: 1, lastSeen: -1, _id: -1 },
  { name: 'shown_site_state' },
);
issueGroupSchema.index(
  { spikingSince: 1 },
  { partialFilterExpression: { spikingSince: { $gt: 0 } }, name: 'spiking' },
);

/** The log of triage, append-only: what moderators made of a group is a fold of it. */
export const issueEventSchema = new mongoose.Schema<IssueEventDocument>(
  {
    _id: String,
    id: String,
    group: String,
    site: String,
    version: Number,
    kind: String,
    at: Number,
    actor: Mixed,
    note: String,
    before: Mixed,
    after: Mixed,
    reverses: String,
    pendingAt: Number,
  },
  SCHEMA_OPTIONS,
);
issueEventSchema.index({ id: 1 }, { name: 'event' });
issueEventSchema.index(
  { pendingAt: 1 },
  { partialFilterExpression: { pendingAt: { $exists: true } }, name: 'pending' },
);

export function toIssueEvent({ _id, pendingAt: _pendingAt, ...event }: IssueEventDocument): IssueEventRecord {
  return event;
}
