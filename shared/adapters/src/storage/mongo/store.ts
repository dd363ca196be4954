import type { Clock, Log } from '@parley/core/ports/host';
import { type Store, StoreUnavailable } from '@parley/core/ports/store';
import type { Connection } from 'mongoose';
import type { Access, Step } from './access.ts';
import { createActs } from './acts.ts';
import { createAudit } from './audit.ts';
import { createChallenges } from './challenges.ts';
import { createComments } from './comments.ts';
import { connect } from './connection.ts';
import { createCountReplies } from './count-replies.ts';
import { atBorder } from './driver-errors.ts';
import { createFlags } from './flags.ts';
import { createIssues } from './issues.ts';
import { fileAll } from './log-terms.ts';
import { createModels, ensureIndexes } from './models.ts';
import { createModerators } from './moderators.ts';
import { createMutes } from './mutes.ts';
import { createNotes } from './notes.ts';
import { createOpinions } from './opinions.ts';
import { createOutbox } from './outbox.ts';
import { createReaders, foldAllNames } from './readers.ts';
import { createRelay } from './relay.ts';
import { createReview } from './review.ts';
import { createSanctions } from './sanctions.ts';
import { createSessions } from './sessions.ts';
import { createSites } from './sites.ts';
import { createThreadLog } from './thread-log.ts';
import { createThreads } from './threads.ts';
import { createTurns } from './turns.ts';
import { createVotes } from './votes.ts';

export type MongoOptions = {
  /** With the database's name in its path; settings of the driver may follow it. */
  url: string;
  clock: Clock;
  log?: Log;
  /** Called between the writes of an operation; what it throws ends the operation there. For tests. */
  onStep?: (step: Step) => void | Promise<void>;
};

/** Opens the store, making its collections and indexes. Rejects with `StoreUnavailable` when no server answers. */
export async function openMongoStore(options: MongoOptions): Promise<Store> {
  return (await openMongo(options)).store;
}

/** The store with what is under it, for those who look at how queries are served. */
export async function openMongo({ url, clock, log, onStep }: MongoOptions) {
  const { connection, models } = await open(url);
  connection.on('disconnected', () => log?.warn('store.disconnected'));
  connection.on('reconnected', () => log?.info('store.reconnected'));
  connection.on('error', (error) => log?.error('store.connection-failed', { error: String(error) }));
  const access: Access = {
    models,
    clock,
    log,
    threadLog: createThreadLog(models),
    countReplies: createCountReplies(() => access),
    inTurn: createTurns(),
    reached: async (step) => onStep?.(step),
  };

  const store: Store = {
    name: 'mongo',
    sites: atBorder(createSites(access)),
    threads: atBorder(createThreads(access)),
    comments: atBorder(createComments(access)),
    votes: atBorder(createVotes(access)),
    flags: atBorder(createFlags(access)),
    readers: atBorder(createReaders(access)),
    mutes: atBorder(createMutes(access)),
    sessions: atBorder(createSessions(access)),
    moderators: atBorder(createModerators(access)),
    review: atBorder(createReview(access)),
    audit: atBorder(createAudit(access)),
    acts: atBorder(createActs(access)),
    sanctions: atBorder(createSanctions(access)),
    notes: atBorder(createNotes(access)),
    challenges: atBorder(createChallenges(access)),
    opinions: atBorder(createOpinions(access)),
    issues: atBorder(createIssues(access)),
    outbox: atBorder(createOutbox(access)),
    relay: atBorder(createRelay(access)),
    ping: async () => {
      try {
        await connection.db?.command({ ping: 1 });
      } catch (error) {
        throw new StoreUnavailable(error);
      }
    },
    close: () => connection.close(),
  };
  return { store, connection, models };
}

async function open(url: string) {
  let connection: Connection | undefined;
  try {
    connection = await connect(url);
    const models = createModels(connection);
    await ensureIndexes(models);
    await foldAllNames(models);
    await fileAll(models);
    return { connection, models };
  } catch (error) {
    await connection?.destroy();
    throw new StoreUnavailable(error);
  }
}
