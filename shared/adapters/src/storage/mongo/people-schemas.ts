import type { ModeratorRecord, ReaderRecord, Session, Site } from '@parley/core/ports/records';
import mongoose from 'mongoose';
import { SCHEMA_OPTIONS } from './schema-options.ts';
import { ACT_FIELDS, ACT_INDEX, type WithActs } from './unlisted-acts.ts';

const { Mixed } = mongoose.Schema.Types;

export type SiteDocument = Omit<Site, 'id'> & { _id: string } & WithActs;
export type ReaderDocument = Omit<ReaderRecord, 'id'> & { _id: string; foldedName?: string };
export type SessionDocument = Omit<Session, 'tokenHash'> & { _id: string };
export type ModeratorDocument = Omit<ModeratorRecord, 'id'> & { _id: string };

export const siteSchema = new mongoose.Schema<SiteDocument>(
  {
    _id: String,
    name: String,
    origins: [String],
    settings: Mixed,
    settingsVersion: Number,
    settingsChanged: Mixed,
    ssoSecret: String,
    createdAt: Number,
    ...ACT_FIELDS,
  },
  SCHEMA_OPTIONS,
);
siteSchema.index(...ACT_INDEX);

export const readerSchema = new mongoose.Schema<ReaderDocument>(
  {
    _id: String,
    site: String,
    badge: String,
    name: String,
    avatar: String,
    externalId: String,
    foldedName: String,
    createdAt: Number,
  },
  SCHEMA_OPTIONS,
);
readerSchema.index({ site: 1, foldedName: 1, _id: 1 }, { name: 'name' });
readerSchema.index(
  { site: 1, externalId: 1 },
  { unique: true, partialFilterExpression: { externalId: { $gt: '' } }, name: 'external' },
);

/** The id is the reader's. */
export type MuteDocument = { _id: string; authors: string[] };
export const muteSchema = new mongoose.Schema<MuteDocument>(
  { _id: String, authors: [String] },
  SCHEMA_OPTIONS,
);

/** The id is the token's hash. */
export const sessionSchema = new mongoose.Schema<SessionDocument>(
  { _id: String, subject: Mixed, createdAt: Number, expiresAt: Number },
  SCHEMA_OPTIONS,
);
sessionSchema.index({ expiresAt: 1 }, { name: 'end' });
sessionSchema.index({ 'subject.id': 1 }, { name: 'subject' });

/** A challenge that was used, and for what. */
export type ChallengeDocument = { _id: string; by: string; expiresAt: number };

export const challengeSchema = new mongoose.Schema<ChallengeDocument>(
  { _id: String, by: String, expiresAt: Number },
  SCHEMA_OPTIONS,
);
challengeSchema.index({ expiresAt: 1 }, { name: 'end' });

export const moderatorSchema = new mongoose.Schema<ModeratorDocument>(
  {
    _id: String,
    email: String,
    name: String,
    role: String,
    sites: [String],
    passwordHash: String,
    failedSignIns: Number,
    lockedUntil: Number,
    createdAt: Number,
  },
  SCHEMA_OPTIONS,
);
moderatorSchema.index({ email: 1 }, { unique: true, name: 'email' });
