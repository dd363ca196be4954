import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { describeWithMongo } from '../harness/servers.ts';
import { type Service, SITE, startService } from '../harness/service.ts';
import { openWindow } from '../harness/window.ts';

/** What the damage is done to. */
type Place = { thread: string; root: string; reply: string; last: string };
type Damage = (place: Place) => Promise<unknown> | unknown;

type Found = Record<string, number>;

/** The kinds that `/metrics` has counted, and how many differences the last round found. */
async function readDrift(service: Service): Promise<{ repaired: Found; lastRound: number }> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const counted = [...text.matchAll(/^parley_drift_repaired_total\{kind="([^"]+)"\} (\d+)$/gm)];
  const lastRound = /^parley_counter_drift (\d+)$/m.exec(text)?.[1];
  return {
    repaired: Object.fromEntries(counted.map(([, kind, count]) => [kind, Number(count)])),
    lastRound: Number(lastRound),
  };
}

/** Everything that readers and moderators do to a thread, some of it at once. */
async function beBusy(service: Service, key: string): Promise<Place> {
  const [alice, bob, mod] = [
    await service.guest('alice'),
    await service.guest('bob'),
    await service.moderator(),
  ];
  const root = await alice.post(key, 'What do you think?');
  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, index) => bob.post(key, `I think ${index}.`, { parent: root.id })),
  );
  const [first, second, third, fourth] = replies as [(typeof replies)[0], ...typeof replies];
  await Promise.all([
    alice.api.vote(first.id, 1),
    alice.api.vote(second!.id, -1),
    bob.api.editComment(third!.id, 'I have thought again.'),
    bob.api.deleteComment(fourth!.id),
    alice.api.flag(first.id, 'spam'),
  ]);
  const held = await alice.post(key, 'You idiot.');
  const { items } = await mod.api.listQueue();
  const mine = items.filter(({ id }) => id === held.id || id === first.id);
  await mod.api.decide(mine.map(({ id, version }) => ({ item: id, version, action: 'approve' })));
  await mod.api.updateThread(root.thread, { state: 'closed' });
  return { thread: root.thread, root: root.id, reply: first.id, last: replies.at(-1)!.id };
}

function describeDrift(damages: () => Record<string, Damage>, start: () => Promise<Service>): void {
  let service: Service;
  before(async () => {
    service = await start();
  });
  after(() => service?.stop({ expectErrors: true }));

  it('is none after ordinary traffic, and a round says so', async () => {
    await beBusy(service, 'ordinary');
    await service.settle();
    await service.settle();
    expect(await readDrift(service)).to.deep.equal({ repaired: {}, lastRound: 0 });
    const runs = /^parley_job_seconds_count\{job="reconcile",outcome="done"\} (\d+)$/m;
    const text = await (await fetch(`${service.url}/metrics`)).text();
    expect(Number(runs.exec(text)?.[1]), 'rounds that were run').to.be.at.least(2);
  });

  for (const kind of ['commentCount', 'replyCount', 'up', 'review.score', 'log.missing', 'log.holes']) {
    it(`of the kind ${kind} is counted, repaired, and shown to readers as it should be`, async () => {
      const place = await beBusy(service, `damaged-${kind}`);
      await service.settle();
      const right = await load(service, `damaged-${kind}`);
      const before = await readDrift(service);
      await damages()[kind]!(place);
      await service.settle();
      const after = await readDrift(service);
      expect(after.lastRound, 'found in this round').to.be.at.least(1);
      expect(after.repaired).to.deep.equal({
        ...before.repaired,
        [kind]: (before.repaired[kind] ?? 0) + after.lastRound,
      });
      expect(await load(service, `damaged-${kind}`)).to.deep.equal(right);
      await service.settle();
      expect(await readDrift(service), 'the next round').to.deep.equal({ ...after, lastRound: 0 });
      await expectWholeLog(service, place.thread);
    });
  }
}

/** What a new reader is shown, without the numbers that a repair raises. */
async function load(service: Service, key: string) {
  const window = await openWindow(service.url, { site: SITE, key });
  const { store } = service.nodes[0]!.running;
  try {
    const comments = [...window.comments.values()].map(({ rev: _rev, ...comment }) => comment);
    const items = await Promise.all(comments.map(({ id }) => store.review.find(id)));
    return { count: window.count, comments, items };
  } finally {
    window.close();
  }
}

/** From where the log begins up to the head there is every number, for whoever comes back. */
async function expectWholeLog(service: Service, thread: string): Promise<void> {
  const { threads } = service.nodes[0]!.running.store;
  const head = await threads.head(thread);
  const reached: number[] = [];
  for (let after = 0; after <= head; after += 1) {
    const log = await threads.changesAfter(thread, after);
    if (log === null) continue;
    expect(log.changes.map(({ seq }) => seq)).to.deep.equal(
      Array.from({ length: head - after }, (_, index) => after + 1 + index),
    );
    reached.push(after);
  }
  expect(reached).to.include(head);
}

describe('Drift on SQLite', () => {
  let folder: string;
  const start = async () => {
    const service = await startService();
    folder = service.folder;
    return service;
  };
  const run = (sql: string, ...values: string[]) => {
    const db = new DatabaseSync(`${folder}/parley.db`, { timeout: 5_000 });
    try {
      expect(db.prepare(sql).run(...values).changes, 'rows that were damaged').to.equal(1);
    } finally {
      db.close();
    }
  };
  describeDrift(
    () => ({
      commentCount: ({ thread }) => run('UPDATE threads SET comment_count = 70 WHERE id = ?', thread),
      replyCount: ({ root }) => run('UPDATE comments SET reply_count = 3 WHERE id = ?', root),
      up: ({ reply }) => run('UPDATE comments SET up = 9 WHERE id = ?', reply),
      'review.score': ({ reply }) => run('UPDATE review_items SET score = 1 WHERE id = ?', reply),
      'log.missing': ({ last }) =>
        run("UPDATE changes SET comment = NULL, kind = 'thread' WHERE comment = ?", last),
      'log.holes': ({ thread }) => run('DELETE FROM changes WHERE thread = ? AND seq = 7', thread),
    }),
    start,
  );
});

describeWithMongo('Drift on MongoDB', (mongo) => {
  const url = `${mongo.replace(/\/$/, '')}/parley_drift_${randomBytes(6).toString('hex')}`;
  let connection: mongoose.Connection;
  const start = async () => {
    connection = await mongoose.createConnection(url).asPromise();
    return startService({ store: { mongo }, env: { STORE_URL: url } });
  };
  const change = async (collection: string, _id: string, update: object) => {
    const documents = connection.collection<{ _id: string }>(collection);
    expect((await documents.updateOne({ _id }, update)).modifiedCount, 'documents damaged').to.equal(1);
  };
  const changeLog = async (thread: string, damage: (log: Entry[]) => Entry[]) => {
    const threads = connection.collection<{ _id: string; log: Entry[] }>('threads');
    const { log = [] } = (await threads.findOne({ _id: thread })) ?? {};
    await change('threads', thread, { $set: { log: damage(log) } });
  };
  describeDrift(
    () => ({
      commentCount: ({ thread }) => change('threads', thread, { $set: { commentCount: 70 } }),
      replyCount: ({ root }) => change('comments', root, { $set: { replyCount: 3 } }),
      up: ({ reply }) => change('comments', reply, { $set: { up: 9 } }),
      'review.score': ({ reply }) => change('review_items', reply, { $set: { score: 1 } }),
      'log.missing': async ({ thread, last, root }) => {
        const lost = `${last.slice(thread.length)}.1`;
        await changeLog(thread, (log) =>
          log.map((entry) => (entry.key === lost ? { ...entry, key: '', kind: 'thread' } : entry)),
        );
        await change('comments', root, { $inc: { rev: 1, version: 1 } });
      },
      'log.holes': ({ thread }) => changeLog(thread, (log) => log.filter(({ seq }) => seq !== 7)),
    }),
    start,
  );
  after(async () => {
    await connection?.dropDatabase();
    await connection?.close();
  });
});

type Entry = { seq: number; key: string; kind: string };
