import { systemClock } from '@parley/adapters/host/clock';
import { LOG_LENGTH, QUEUE_SLICE_MAX } from '@parley/contracts/limits';
import type {
  CommentRecord,
  FlagRow,
  ReviewEventRecord,
  ReviewItemRecord,
  ThreadRecord,
} from '@parley/core/ports/records';
import type { Drift, ReviewCursor, Store } from '@parley/core/ports/store';
import { threadIdFor } from '@parley/core/threads/thread-id';
import { createQuietLog } from '../harness/quiet-log.ts';
import type { Client } from './clients.ts';
import { SITE } from './cluster.ts';
import type { History } from './history.ts';
import { idempotencyKeyOf } from './marker.ts';

/** What the store itself holds in the end, read past every server. */
export type Evidence = {
  /** By the name of their post. */
  records: Map<string, CommentRecord>;
  /** By thread key. */
  threads: Map<string, { record: ThreadRecord | null; seqs: number[]; drift: Drift[] }>;
  /** By client, then by comment. */
  votes: Map<number, Map<string, number>>;
  /** By comment. */
  flags: Map<string, FlagRow[]>;
  reviews: Map<
    string,
    { item: ReviewItemRecord | null; refolded: ReviewItemRecord | null; events: ReviewEventRecord[] }
  >;
  /** The group of each ticket that is there, and how many reports each group says it has. */
  issues: { groups: Map<string, string>; counts: Map<string, number> };
};

export async function gatherEvidence(
  storeUrl: string,
  history: History,
  clients: Client[],
): Promise<Evidence> {
  const store = await openStore(storeUrl);
  try {
    const evidence: Evidence = {
      records: new Map(),
      threads: new Map(),
      votes: new Map(),
      flags: new Map(),
      reviews: new Map(),
      issues: await readIssues(store, [...history.reports.keys()]),
    };
    for (const { name, threadKey } of history.posts.values()) {
      const thread = threadIdFor(SITE, threadKey);
      const record = await store.comments.findByKey(thread, idempotencyKeyOf(name));
      if (record === null) continue;
      evidence.records.set(name, record);
      const flags = await store.flags.listFor(record.id);
      if (flags.length > 0) evidence.flags.set(record.id, flags);
      const item = await store.review.find(record.id);
      const events = await store.review.events(record.id);
      if (item === null && events.length === 0) continue;
      evidence.reviews.set(record.id, { item, events, refolded: await store.review.refold(record.id) });
    }
    for (const { index, readerId, threadKey } of clients) {
      evidence.votes.set(index, await store.votes.mine(threadIdFor(SITE, threadKey), readerId));
    }
    for (const threadKey of new Set(clients.map((client) => client.threadKey))) {
      evidence.threads.set(threadKey, await readThread(store, threadIdFor(SITE, threadKey)));
    }
    return evidence;
  } finally {
    await store.close();
  }
}

async function readThread(store: Store, id: string) {
  const record = await store.threads.find(id);
  const log = await store.threads.changesAfter(id, Math.max(0, (record?.head ?? 0) - LOG_LENGTH + 1));
  const seqs = log?.changes.map(({ seq }) => seq) ?? [];
  return { record, seqs, drift: await store.relay.reconcile(id) };
}

async function readIssues(store: Store, tickets: string[]): Promise<Evidence['issues']> {
  const groups = new Map<string, string>();
  for (const ticket of tickets) {
    const group = await store.issues.findByTicket(ticket);
    if (group !== null) groups.set(ticket, group.id);
  }
  const counts = new Map<string, number>();
  let after: ReviewCursor | null = null;
  do {
    const slice: Awaited<ReturnType<Store['issues']['list']>> = await store.issues.list({
      sites: null,
      state: null,
      after,
      limit: QUEUE_SLICE_MAX,
    });
    for (const { id, count } of slice.groups) counts.set(id, count);
    after = slice.next;
  } while (after !== null);
  return { groups, counts };
}

async function openStore(url: string): Promise<Store> {
  const host = { clock: systemClock, log: createQuietLog() };
  if (url.startsWith('sqlite:')) {
    const { openSqliteStore } = await import('@parley/adapters/storage/sqlite/store');
    return openSqliteStore({ path: url.slice('sqlite:'.length), ...host });
  }
  const { openMongoStore } = await import('@parley/adapters/storage/mongo/store');
  return openMongoStore({ url, ...host });
}
