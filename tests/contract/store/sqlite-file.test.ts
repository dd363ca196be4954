import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreLocked } from '@parley/adapters/storage/sqlite/process-lock';
import { migrate } from '@parley/adapters/storage/sqlite/schema';
import { openSqlite, openSqliteStore } from '@parley/adapters/storage/sqlite/store';
import { statusFacet, threadFacet } from '@parley/core/moderation/facets';
import { StoreUnavailable } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aComment, aDecision, aThread, aThreadId } from '../../harness/records.ts';
import { expectNoDrift, freshThread, listAll, post, postHeld, present } from './arrange.ts';

const POSTING = join(import.meta.dirname, 'keep-posting.ts');
const clock = { now: Date.now };
/** The version of the schema that knew no branches. */
const BEFORE_BRANCHES = 7;
/** The one that told queues by their reasons alone. */
const BEFORE_FACETS = 8;

describe('a sqlite file', () => {
  let folder: string;
  let path: string;
  const children: ChildProcess[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-lock-'));
  });
  beforeEach(() => {
    path = join(folder, aThreadId(), 'made', 'on the way', 'parley.db');
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  /** Another server on the file, which has stored something already. */
  async function startAnother(thread: string): Promise<ChildProcess> {
    const child = spawn(process.execPath, [POSTING, path, thread], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await once(present(child.stdout, 'its output'), 'data');
    return child;
  }

  it('has one server: a second one in the same process is refused in one sentence', async () => {
    const store = await openSqliteStore({ path, clock });
    const refusal = await openSqliteStore({ path, clock }).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(StoreLocked);
    expect(String(refusal)).to.contain(path).and.not.contain('\n');
    await store.close();
    await (await openSqliteStore({ path, clock })).close();
  });

  it('is free for the next server as soon as the last one was killed', async () => {
    const thread = aThreadId();
    const child = await startAnother(thread);
    const refusal = await openSqliteStore({ path, clock }).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(StoreLocked);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    const store = await openSqliteStore({ path, clock });
    expect(await listAll(store, { thread })).to.not.have.length(0);
    await store.close();
  });

  it('can be read and written by the CLI while a busy server has it', async () => {
    const busy = aThreadId();
    const child = await startAnother(busy);
    const store = await openSqliteStore({ path, clock, exclusive: false });
    const thread = await freshThread(store);
    for (let count = 0; count < 20; count += 1) {
      await Promise.all(Array.from({ length: 5 }, () => post(store, thread)));
    }
    expect(await listAll(store, { thread: thread.id })).to.have.length(100);
    expect(child.exitCode, 'the server still runs').to.equal(null);
    await expectNoDrift(store, thread);
    await store.close();
  });

  it('that a newer Parley has written is refused', async () => {
    await (await openSqliteStore({ path, clock })).close();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    const refusal = await openSqliteStore({ path, clock }).catch((error: unknown) => error);
    expect(String(refusal)).to.contain('999');
    const again = await openSqliteStore({ path, clock }).catch((error: unknown) => error);
    expect(String(again), 'the lock was given back').to.contain('999');
  });

  it('of an older version is brought up to date: its queues are told by status, thread and entry, its log is searched', async () => {
    const store = await openSqliteStore({ path, clock });
    const thread = await freshThread(store);
    const held = await postHeld(store, thread);
    const decided = await store.review.decide(aDecision(held.item, 'approve'));
    await store.close();
    const olderPath = join(dirname(path), 'older.db');
    const older = new DatabaseSync(olderPath);
    migrate(older, BEFORE_FACETS);
    older.exec(`
      ATTACH '${path}' AS newer;
      INSERT INTO review_items SELECT id, site, thread, version, state, score, reasons, flags, claim, opened_at,
        due_at, decision FROM newer.review_items;
      INSERT INTO review_events SELECT * FROM newer.review_events;
      INSERT INTO review_reasons SELECT item, reason, site, state, score, opened_at FROM newer.review_reasons
        WHERE reason NOT LIKE 'status:%' AND reason NOT LIKE 'thread:%';
    `);
    older.close();
    const again = await openSqliteStore({ path: olderPath, clock });
    const listed = await again.review.list({
      sites: [thread.site],
      state: 'closed',
      facets: [threadFacet(thread.id), statusFacet('published')],
      openedBefore: null,
      sort: 'latest',
      after: null,
      limit: 5,
    });
    expect(listed.items).to.deep.equal([decided.outcome === 'done' && decided.item]);
    expect(listed.items).to.deep.equal([await again.review.refold(held.item.id)]);
    const filed = { sites: [thread.site], term: `item:${held.item.id}`, after: null, limit: 5 };
    expect((await again.review.log(filed)).events.map(({ kind }) => kind)).to.deep.equal([
      'approve',
      'opened',
    ]);
    await again.close();
  });

  it('on a full disk makes the store unavailable, loses nothing and goes on when there is room', async () => {
    const { store, db } = openSqlite({ path, clock });
    const thread = await freshThread(store);
    const kept = await post(store, thread);
    const { page_count: pages } = db.get<{ page_count: number }>('PRAGMA page_count') ?? { page_count: 0 };
    db.exec(`PRAGMA max_page_count = ${pages + 2}`);
    const source = 'A long story. '.repeat(700);
    const refused = await Promise.allSettled(
      [1, 2, 3].map(() => post(store, thread, { source, html: source })),
    );
    const reasons = refused.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(reasons).to.not.have.length(0);
    for (const reason of reasons) expect(reason).to.be.instanceOf(StoreUnavailable);
    db.exec('PRAGMA max_page_count = 1000000');
    const later = await post(store, thread);
    const listed = await listAll(store, { thread: thread.id });
    expect(listed.map(({ id }) => id)).to.include.members([kept.id, later.id]);
    expect(listed).to.have.length(5 - reasons.length);
    await expectNoDrift(store, thread);
    await store.close();
  });

  it('from before branches were counted has them counted when it is opened', async () => {
    await (await openSqliteStore({ path: join(dirname(path), 'folder.db'), clock })).close();
    const old = new DatabaseSync(path);
    migrate(old, BEFORE_BRANCHES);
    const thread = aThread({ commentCount: 4 });
    const root = aComment(thread);
    const other = aComment(thread);
    const reply = aComment(thread, { parent: root });
    const comments = [
      { ...root, replyCount: 1 },
      { ...other, replyCount: 1 },
      { ...reply, replyCount: 2 },
      aComment(thread, { parent: other }),
      aComment(thread, { parent: reply }),
      aComment(thread, { parent: reply, status: 'held' }),
    ];
    old.exec(
      `INSERT INTO threads VALUES ('${thread.id}', 'gazette', 'key', '', '', 'open', NULL, 0, 5, 0, 0)`,
    );
    const insert = old.prepare(
      `INSERT INTO comments (id, thread, site, parent, ancestors, rev, revision, status, author_id, author_name,
         author_badge, render_version, fingerprint, created_at, pinned, up, down, reply_count, listed, was_published,
         idempotency_key, idempotency_hash)
       VALUES (?, ?, 'gazette', ?, ?, 1, 1, ?, 'a', 'Alice', 'guest', 1, ?, 0, 0, 0, 0, ?, ?, 1, ?, '')`,
    );
    for (const { id, parent, ancestors, status, replyCount, listed } of comments) {
      insert.run(id, thread.id, parent, ancestors.join(), status, id, replyCount, Number(listed), id);
    }
    old.close();

    const store = await openSqliteStore({ path, clock });
    const discussed = await listAll(store, { thread: thread.id, sort: 'discussed', limit: 1 });
    expect(discussed.map(({ id, branchCount }) => [id, branchCount])).to.deep.equal([
      [root.id, 2],
      [other.id, 1],
    ]);
    expect((await store.comments.find(reply.id))?.branchCount).to.equal(0);
    await store.close();
  });

  it('keeps what it has when it is opened again', async () => {
    const first = await openSqliteStore({ path, clock });
    const comment = await post(first, await freshThread(first));
    await first.close();
    const second = await openSqliteStore({ path, clock });
    expect(await second.comments.find(comment.id)).to.deep.equal(comment);
    await second.close();
  });

  it('is unavailable, not broken, once it is closed; what was under way is finished first', async () => {
    const store = await openSqliteStore({ path, clock });
    const thread = await freshThread(store);
    const underWay = store.comments.insert(aComment(thread));
    await store.close();
    expect((await underWay).isNew).to.equal(true);
    const attempts = [
      () => store.comments.insert(aComment(thread)),
      () => store.threads.head(thread.id),
      () => store.comments.list({ thread: thread.id, parent: null, sort: 'top', after: null, limit: 1 }),
      () => store.relay.reconcile(thread.id),
      () => store.ping(),
    ];
    for (const attempt of attempts) {
      expect(await attempt().catch((error: unknown) => error)).to.be.instanceOf(StoreUnavailable);
    }
    await store.close();
  });
});
