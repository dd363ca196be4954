import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExplainedStatement, explainStatements } from '@parley/adapters/storage/sqlite/explain';
import { openSqlite } from '@parley/adapters/storage/sqlite/store';
import { LOG_LENGTH } from '@parley/contracts/limits';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aDecision, aFlag, anIssueReport, aReader, flaggedBy, nextMoment } from '../../harness/records.ts';
import { freshThread, post, postHeld } from './arrange.ts';

/** Tables that are read whole because they hold a handful of rows, by a look at which nobody waits. */
const SMALL_TABLES = ['sites', 'moderators'];
const KEYSET = /(score|reply_count|opened_at|last_seen|at), ?(id|item)\) [<>] \(\?, \?\)/;

describe('the cost of a query on sqlite', () => {
  let folder: string;
  let store: Store;
  let explained: ExplainedStatement[];

  before('use every query once', async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-explain-'));
    const opened = openSqlite({ path: join(folder, 'parley.db'), clock: { now: nextMoment } });
    store = opened.store;
    await useEverything(store);
    explained = explainStatements(opened.db);
  });
  after(async () => {
    await store?.close();
    await rm(folder, { recursive: true });
  });

  it('is that of an index: no statement walks over a table', () => {
    const scans = explained.filter(({ sql, plan }) =>
      plan.some((step) => step.startsWith('SCAN ') && !isCheapScan(sql, step)),
    );
    expect(scans).to.deep.equal([]);
    expect(explained.length).to.be.greaterThan(60);
  });

  it('has no sorting in it: lists are read in the order of their index', () => {
    expect(explained.filter(({ plan }) => plan.some((step) => step.includes('TEMP B-TREE')))).to.deep.equal(
      [],
    );
  });

  it('does not grow with the depth of a list: a cursor is a place in the index', () => {
    const paged = explained.filter(({ sql }) => KEYSET.test(sql));
    // Comments by top and discussed; items by score and age, with a reason and without; events; issues by
    // site, by state, by both and by neither.
    expect(paged).to.have.length(11);
    for (const { sql, plan } of paged) {
      expect(plan.join('; '), sql).to.match(
        /USING (COVERING )?INDEX \w+ \((.+ AND )?\(\w+,\w+\)[<>]\(\?,\?\)\)/,
      );
    }
    const byTime = explained.filter(({ sql }) => /in_slices = 1 AND id [<>] \?/.test(sql));
    expect(byTime).to.have.length(2);
    for (const { sql, plan } of byTime) {
      expect(plan.join('; '), sql).to.match(/INDEX comments_by_time \(place=\? AND id[<>]\?\)/);
    }
  });
});

describe('the log of a busy thread on sqlite', () => {
  it('takes no more room than its length and a little', async function () {
    this.timeout(30_000);
    const folder = await mkdtemp(join(tmpdir(), 'parley-log-'));
    const { store, db } = openSqlite({ path: join(folder, 'parley.db'), clock: { now: nextMoment } });
    const thread = await freshThread(store);
    for (let round = 0; round < 13; round += 1) {
      await Promise.all(Array.from({ length: 60 }, () => post(store, thread)));
    }
    const rows = db.get<{ count: number }>('SELECT count(*) AS count FROM changes');
    expect(rows?.count).to.be.within(LOG_LENGTH, LOG_LENGTH + 60);
    await store.close();
    await rm(folder, { recursive: true });
  });
});

/** A small table, or the first rows of an index that has the order wanted. */
function isCheapScan(sql: string, step: string): boolean {
  const table = step.split(' ')[1] ?? '';
  const isBounded = step.includes('USING INDEX') && sql.endsWith('LIMIT ?') && !sql.includes('WHERE');
  return SMALL_TABLES.includes(table) || isBounded;
}

async function useEverything(store: Store): Promise<void> {
  const thread = await freshThread(store);
  const root = await post(store, thread);
  const reply = await post(store, thread, { parent: root });
  const { item, comment: held } = await postHeld(store, thread);
  const flag = aFlag(reply);
  const reader = aReader({ externalId: 'u-1' });
  const report = anIssueReport();

  await store.threads.update(thread.id, { state: 'closed' });
  await store.threads.heads([thread.id]);
  await store.threads.counts([thread.id]);
  await store.threads.changesAfter(thread.id, 0);

  for (const sort of ['newest', 'oldest', 'top', 'discussed'] as const) {
    const query = { thread: thread.id, parent: null, sort, limit: 10 };
    await store.comments.list({ ...query, after: null });
    await store.comments.list({ ...query, after: { key: 1, id: root.id } });
    await store.comments.listPreviews({ thread: thread.id, parents: [root.id], sort, limit: 2 });
  }
  await store.comments.setPinned(root.id, true);
  await store.comments.listPinned(thread.id);
  await store.comments.countPinned(thread.id);
  await store.comments.listUnseenOf(thread.id, root.author.id);
  await store.comments.listByAuthor(thread.site, root.author.id, 10);
  await store.comments.standing(thread.site, root.author.id);
  await store.comments.hasDuplicate({ thread: thread.id, author: 'x', fingerprint: 'y', since: 0 });
  await store.comments.findByKey(thread.id, root.idempotencyKey);
  await store.comments.edit(reply.id, {
    source: 'b',
    html: 'b',
    renderVersion: 1,
    fingerprint: 'b',
    reason: null,
    expectedRevision: 1,
    status: 'published',
    editedAt: nextMoment(),
  });
  await store.comments.listRevisions(reply.id);

  await store.votes.set({ thread: thread.id, comment: root.id, reader: 'r', value: 1, at: nextMoment() });
  await store.votes.mine(thread.id, 'r');
  await store.votes.flush(nextMoment(), 10);
  await store.votes.set({ thread: thread.id, comment: root.id, reader: 'r', value: 0, at: nextMoment() });

  await store.flags.add(flag, flaggedBy(flag, reply));
  await store.flags.mine(thread.id, flag.reader.id);
  await store.flags.listFor(reply.id);

  for (const sort of ['priority', 'oldest'] as const) {
    for (const reason of [null, 'suspect-words']) {
      for (const after of [null, { key: 1, id: held.id }]) {
        await store.review.list({ sites: [thread.site], state: 'open', reason, sort, after, limit: 10 });
      }
    }
  }
  await store.review.count([thread.site]);
  await store.review.claim(item.id, { id: 'm', name: 'M' }, 2, 1);
  await store.review.unclaim(item.id, 'm');
  await store.review.decide(aDecision(item, 'approve'));
  await store.review.events(item.id);
  await store.review.refold(item.id);
  await store.review.log({ sites: [thread.site], after: null, limit: 10 });
  await store.review.log({ sites: [thread.site], after: { key: 1, id: 'x' }, limit: 10 });

  await store.readers.put(reader);
  await store.readers.find(reader.id);
  await store.readers.findExternal(reader.site, 'u-1');
  await store.sessions.find('x');
  await store.sessions.remove('x');
  await store.sessions.purge(1);
  await store.moderators.findByEmail('x');
  await store.moderators.find('x');
  await store.moderators.list();
  await store.moderators.countFailure('x', 1, 1);
  await store.moderators.clearFailures('x');
  await store.sites.list();

  await store.issues.add(report, { id: 'group', title: 'Trouble' });
  await store.issues.findByTicket(report.ticket);
  await store.issues.update('group', 1, { state: 'triaged' });
  for (const sites of [null, [report.site]]) {
    for (const state of [null, 'new' as const]) {
      for (const after of [null, { key: 1, id: 'x' }]) {
        await store.issues.list({ sites, state, after, limit: 10 });
      }
    }
  }

  await store.comments.withdraw(held.id, {
    id: 'w',
    at: nextMoment(),
    actor: { id: 'a', name: 'A', kind: 'reader' },
  });
  await store.relay.reconcile(thread.id);
  await store.relay.listThreads(null, 10);
  await store.relay.lease('job', 'node', 2, 1);
  await store.ping();
}
