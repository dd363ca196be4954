import type { IssueGroupRecord, IssueReportRecord } from '@parley/core/ports/records';
import mongoose from 'mongoose';
import { SCHEMA_OPTIONS } from './schema-options.ts';

const { Mixed } = mongoose.Schema.Types;

export type IssueReportDocument = Omit<IssueReportRecord, 'ticket' | 'diagnostics'> & {
  _id: string;
  /** JSON: its keys are the client's, and a store must not read `$` or `.` in them as its own. */
  diagnostics: string;
  group: string;
  groupTitle: string;
  /** Since when the group may not count it yet. */
  pendingAt?: number;
};
export type IssueGroupDocument = Omit<IssueGroupRecord, 'id' | 'samples'> & {
  _id: string;
  /** Grows with every recount: what two who count at once compare before they set. */
  tally: number;
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
    pendingAt: Number,
  },
  SCHEMA_OPTIONS,
);
issueReportSchema.index({ group: 1, receivedAt: -1, _id: -1 }, { name: 'group' });
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
    tally: Number,
  },
  SCHEMA_OPTIONS,
);
issueGroupSchema.index({ lastSeen: -1, _id: -1 }, { name: 'time' });
issueGroupSchema.index({ state: 1, lastSeen: -1, _id: -1 }, { name: 'state' });
issueGroupSchema.index({ site: 1, lastSeen: -1, _id: -1 }, { name: 'site' });
issueGroupSchema.index({ site: 1, state: 1, lastSeen: -1, _id: -1 }, { name: 'site_state' });
