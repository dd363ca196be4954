import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@parley/adapters/storage/sqlite/database';
import { openSqlite } from '@parley/adapters/storage/sqlite/store';
import type { CommentRecord, ThreadRecord } from '@parley/core/ports/records';
import type { Drift, Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aDecision, aFlag, flaggedBy, nextMoment } from '../../harness/records.ts';
import {
  expectNoDrift,
  freshThread,
  post,
  readerView,
  reject,
  replayed,
  shown,
  wholeLog,
} from './arrange.ts';

describe('counters that were damaged on sqlite', () => {
  let folder: string;
  let store: Store;
  let db: Database;
  let thread: ThreadRecord;
  let root: CommentRecord;
  let reply: CommentRecord;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-drift-'));
    ({ store, db } = openSqlite({ path: join(folder, 'parley.db'), clock: { now: nextMoment } }));
    thread = await freshThread(store);
    root = await post(store, thread);
    reply = await post(store, thread, { parent: root });
    await store.votes.set({ thread: thread.id, comment: reply.id, reader: 'r', value: 1, at: nextMoment() });
    await store.votes.flush(nextMoment(), 10);
    const flag = aFlag(reply);
    await store.flags.add(flag, flaggedBy(flag, reply));
    await expectNoDrift(store, thread);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  /** What is found once; afterwards all is well, and the log tells readers what they see. */
  async function found(): Promise<[string, string, number, number][]> {
    const drift: Drift[] = await store.relay.reconcile(thread.id);
    await expectNoDrift(store, thread);
    const log = await wholeLog(store, thread);
    expect(shown(replayed(log))).to.deep.equal(shown(await readerView(store, thread.id)));
    return drift.map(({ what, id, stored, counted }) => [what, id, stored, counted]);
  }

  it('are found and mended: the thread’s count', async () => {
    db.exec('UPDATE threads SET comment_count = 7');
    expect(await found()).to.deep.equal([['commentCount', thread.id, 7, 2]]);
    expect((await store.threads.find(thread.id))?.commentCount).to.equal(2);
  });

  it('are found and mended: a reply count', async () => {
    db.exec(`UPDATE comments SET reply_count = 5 WHERE id = '${root.id}'`);
    const head = await store.threads.head(thread.id);
    expect(await found()).to.deep.equal([['replyCount', root.id, 5, 1]]);
    expect(await store.threads.head(thread.id), 'caches hear of it').to.equal(head + 1);
  });

  it('are found and mended: the count of a branch', async () => {
    await post(store, thread, { parent: reply });
    db.exec(`UPDATE comments SET branch_count = 5 WHERE id IN ('${root.id}', '${reply.id}')`);
    expect(await found()).to.deep.equal([
      ['branchCount', reply.id, 5, 0],
      ['branchCount', root.id, 5, 2],
    ]);
  });

  it('are found and mended: a tombstone that was lost, with all above it', async () => {
    const leaf = await post(store, thread, { parent: reply });
    await reject(store, reply);
    await reject(store, root);
    db.exec(`UPDATE comments SET reply_count = 0, listed = 0 WHERE id IN ('${root.id}', '${reply.id}')`);
    const drift = await found();
    expect(drift.map(([what, id]) => [what, id])).to.deep.equal([
      ['replyCount', reply.id],
      ['listed', reply.id],
      ['replyCount', root.id],
      ['listed', root.id],
    ]);
    expect([...(await readerView(store, thread.id)).keys()]).to.have.members([root.id, reply.id, leaf.id]);
  });

  it('are found and mended: votes', async () => {
    db.exec(`UPDATE comments SET up = 3 WHERE id = '${reply.id}'`);
    expect(await found()).to.deep.equal([['up', reply.id, 3, 1]]);
    expect((await store.comments.find(reply.id))?.up).to.equal(1);
  });

  it('are not the votes that await a flush', async () => {
    await store.votes.set({ thread: thread.id, comment: reply.id, reader: 's', value: -1, at: nextMoment() });
    await expectNoDrift(store, thread);
    expect(await store.votes.flush(nextMoment(), 10)).to.have.length(1);
  });

  it('are found and mended: an author’s standing', async () => {
    db.exec('UPDATE standings SET published = 9, held = 1');
    expect(await found()).to.deep.equal([
      ['standing.published', root.author.id, 9, 2],
      ['standing.held', root.author.id, 1, 0],
    ]);
  });

  it('are found and mended: a review item’s score, version and flags', async () => {
    db.exec(`UPDATE review_items SET score = 1, version = 4, flags = '{"spam":2}'`);
    expect(await found()).to.deep.equal([
      ['review.version', reply.id, 4, 1],
      ['review.score', reply.id, 1, 20],
      ['review.flags.abuse', reply.id, 0, 1],
      ['review.flags.spam', reply.id, 2, 0],
    ]);
    expect(await store.review.find(reply.id)).to.deep.equal(await store.review.refold(reply.id));
  });

  it('are found and mended: what became of flags', async () => {
    const item = await store.review.find(reply.id);
    await store.review.decide(aDecision(item!, 'reject', { status: 'published' }));
    db.exec(`UPDATE flags SET outcome = 'disagreed', version = NULL`);
    expect(await found()).to.deep.equal([
      ['review.flags.agreed', reply.id, 0, 1],
      ['review.flags.disagreed', reply.id, 1, 0],
    ]);
    expect((await store.flags.listFor(reply.id))[0]).to.include({ outcome: 'agreed', version: 1 });
  });

  it('are looked for in a thread longer than one step', async function () {
    this.timeout(30_000);
    const comments = await Promise.all(Array.from({ length: 700 }, () => post(store, thread)));
    const ids = [comments[0]!, comments[350]!, comments[699]!].map(({ id }) => id);
    db.exec(`UPDATE comments SET reply_count = 2 WHERE id IN (${ids.map((id) => `'${id}'`).join(', ')})`);
    const drift = await store.relay.reconcile(thread.id);
    expect(drift.map(({ id }) => id)).to.have.members(ids);
    await expectNoDrift(store, thread);
  });
});
