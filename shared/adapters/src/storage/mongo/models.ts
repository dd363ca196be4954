import type { Connection, mongo } from 'mongoose';
import { commentSchema, placeSchema, voteSchema } from './comment-schemas.ts';
import { issueEventSchema, issueGroupSchema, issueReportSchema } from './issue-schemas.ts';
import { noteSchema } from './notes.ts';
import { opinionSchema } from './opinions.ts';
import { outboxSchema } from './outbox.ts';
import {
  challengeSchema,
  moderatorSchema,
  muteSchema,
  readerSchema,
  sessionSchema,
  siteSchema,
} from './people-schemas.ts';
import {
  actSchema,
  flagSchema,
  reviewChainSchema,
  reviewEventSchema,
  reviewItemSchema,
  reviewLogSchema,
} from './review-schemas.ts';
import { sanctionSchema } from './sanction-schemas.ts';
import { leaseSchema, threadSchema } from './thread-schemas.ts';

type IndexDescription = mongo.IndexDescription;
export type Models = ReturnType<typeof createModels>;

/** The collections, each as a model of this connection. */
export function createModels(connection: Connection) {
  return {
    sites: connection.model('sites', siteSchema),
    threads: connection.model('threads', threadSchema),
    comments: connection.model('comments', commentSchema),
    places: connection.model('places', placeSchema),
    votes: connection.model('votes', voteSchema),
    flags: connection.model('flags', flagSchema),
    readers: connection.model('readers', readerSchema),
    mutes: connection.model('mutes', muteSchema),
    sessions: connection.model('sessions', sessionSchema),
    moderators: connection.model('moderators', moderatorSchema),
    reviewItems: connection.model('review_items', reviewItemSchema),
    reviewEvents: connection.model('review_events', reviewEventSchema),
    reviewLog: connection.model('review_log', reviewLogSchema),
    reviewChain: connection.model('review_chain', reviewChainSchema),
    acts: connection.model('acts', actSchema),
    sanctions: connection.model('sanctions', sanctionSchema),
    notes: connection.model('notes', noteSchema),
    opinions: connection.model('opinions', opinionSchema),
    challenges: connection.model('challenges', challengeSchema),
    issueReports: connection.model('issue_reports', issueReportSchema),
    issueGroups: connection.model('issue_groups', issueGroupSchema),
    outbox: connection.model('outbox', outboxSchema),
    issueEvents: connection.model('issue_events', issueEventSchema),
    leases: connection.model('leases', leaseSchema),
  };
}

/** Makes the collections and indexes that are not there yet. One after the other, as this is done once. */
export async function ensureIndexes(models: Models): Promise<void> {
  for (const { schema, collection } of Object.values(models)) {
    const indexes = schema.indexes().map(([key, options]) => ({ key, ...options }) as IndexDescription);
    if (indexes.length > 0) await collection.createIndexes(indexes);
  }
}
