import mongoose from 'mongoose';
import { SCHEMA_OPTIONS } from './schema-options.ts';
import type { ThreadDocument } from './thread-log.ts';
import { ACT_FIELDS, ACT_INDEX } from './unlisted-acts.ts';

const { Mixed } = mongoose.Schema.Types;

export const threadSchema = new mongoose.Schema<ThreadDocument>(
  {
    _id: String,
    site: String,
    key: String,
    url: String,
    title: String,
    state: String,
    premoderation: String,
    slowModeSeconds: Number,
    head: Number,
    commentCount: Number,
    createdAt: Number,
    log: [Mixed],
    appended: Mixed,
    ...ACT_FIELDS,
  },
  SCHEMA_OPTIONS,
);
threadSchema.index(...ACT_INDEX);
threadSchema.index({ site: 1, createdAt: -1, _id: -1 }, { name: 'time' });
threadSchema.index({ site: 1, state: 1, createdAt: -1, _id: -1 }, { name: 'state' });

export type LeaseDocument = { _id: string; holder: string; until: number };

export const leaseSchema = new mongoose.Schema<LeaseDocument>(
  { _id: String, holder: String, until: Number },
  SCHEMA_OPTIONS,
);
