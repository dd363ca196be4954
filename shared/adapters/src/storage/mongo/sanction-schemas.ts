import type { SanctionRecord } from '@parley/core/ports/sanction-store';
import mongoose from 'mongoose';
import { SCHEMA_OPTIONS } from './schema-options.ts';
import { ACT_FIELDS, ACT_INDEX, type WithActs } from './unlisted-acts.ts';

const { Mixed } = mongoose.Schema.Types;

export type SanctionDocument = Omit<SanctionRecord, 'id'> & { _id: string } & WithActs;

export const sanctionSchema = new mongoose.Schema<SanctionDocument>(
  {
    _id: String,
    kind: String,
    reader: Mixed,
    site: String,
    everywhere: Boolean,
    externalId: String,
    until: Number,
    reason: String,
    by: Mixed,
    at: Number,
    lifted: Mixed,
    removal: String,
    ...ACT_FIELDS,
  },
  SCHEMA_OPTIONS,
);
sanctionSchema.index({ 'reader.id': 1, _id: -1 }, { name: 'reader' });
sanctionSchema.index(
  { externalId: 1 },
  { partialFilterExpression: { everywhere: true }, name: 'everywhere' },
);
sanctionSchema.index({ site: 1, lifted: 1, _id: -1 }, { name: 'site' });
sanctionSchema.index(...ACT_INDEX);
