import { expect } from 'chai';
import { aComment, alice, aThread, bob, heldBy, nextMoment } from '../../harness/records.ts';
import { expectNoDrift, freshThread, type GetStore, outline, post, postHeld, wholeLog } from './arrange.ts';

export function describeComments(getStore: GetStore): void {
  describe('a new comment', () => {
    it('comes back as it was stored, by id, by ids and by its key', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread, { author: { ...bob, avatar: 'https://news.example/b.png' } });
      const comment = aComment(thread, { parent: root, html: '<p>“Ünïcode” 🚲 &amp; <em>more</em></p>' });
      const { comment: stored, isNew } = await store.comments.insert(comment);
      expect(isNew).to.equal(true);
      expect(stored).to.deep.equal(comment);
      expect(await store.comments.find(comment.id)).to.deep.equal(comment);
      expect(await store.comments.findByKey(thread.id, comment.idempotencyKey)).to.deep.equal(comment);
      const found = await store.comments.findMany([comment.id, 'no-such-comment', root.id]);
      expect(found.map(({ id }) => id)).to.have.members([root.id, comment.id]);
    });

    it('is unknown before it is stored', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      expect(await store.comments.find(aComment(thread).id)).to.equal(null);
      expect(await store.comments.findByKey(thread.id, 'unused-key')).to.equal(null);
      expect(await store.comments.findMany([])).to.deep.equal([]);
    });

    it('logs one published change with the counts it altered', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const reply = aComment(thread, { parent: root });
      const { changes } = await store.comments.insert(reply);
      expect(outline(changes)).to.deep.equal([['published', reply.id]]);
      expect(changes[0]).to.deep.include({ seq: 2, replyCounts: { [root.id]: 1 } });
      expect(changes[0]?.thread).to.deep.include({ id: thread.id, head: 2, commentCount: 2 });
      expect(changes[0]?.comment).to.deep.equal(reply);
      expect(await store.threads.find(thread.id)).to.deep.equal({ ...thread, head: 2, commentCount: 2 });
      expect((await store.comments.find(root.id))?.replyCount).to.equal(1);
    });

    it('leaves the revision of its parent alone', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      await post(store, thread, { parent: root });
      expect((await store.comments.find(root.id))?.rev).to.equal(root.rev);
    });

    it('needs its thread', async () => {
      const store = getStore();
      const comment = aComment(aThread());
      const outcome = await store.comments.insert(comment).catch((error: unknown) => error);
      expect(outcome).to.be.instanceOf(Error);
      expect(await store.comments.find(comment.id)).to.equal(null);
    });

    it('that is held takes no number, counts nowhere and is in no slice', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const held = aComment(thread, { parent: root, status: 'held' });
      const write = await store.comments.insert(held, { review: heldBy(held) });
      expect(write.changes).to.deep.equal([]);
      expect(write.item).to.deep.include({ id: held.id, version: 1, state: 'open', thread: thread.id });
      expect(await store.threads.head(thread.id)).to.equal(1);
      expect((await store.threads.find(thread.id))?.commentCount).to.equal(1);
      expect((await store.comments.find(root.id))?.replyCount).to.equal(0);
      const query = { thread: thread.id, parent: root.id, sort: 'newest', after: null, limit: 10 } as const;
      expect(await store.comments.list(query)).to.deep.equal({ items: [], next: null });
      expect(await wholeLog(store, thread)).to.have.length(1);
      await expectNoDrift(store, thread);
    });
  });

  describe('an idempotency key', () => {
    it('used again answers the first comment and writes nothing', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const first = await post(store, thread);
      const again = aComment(thread, { idempotencyKey: first.idempotencyKey, source: 'Other words.' });
      const write = await store.comments.insert(again);
      expect(write).to.deep.equal({ comment: first, changes: [], item: null, isNew: false });
      expect(await store.comments.find(again.id)).to.equal(null);
      expect(await store.threads.head(thread.id)).to.equal(1);
    });

    it('sent by twenty requests at once makes one comment', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const idempotencyKey = 'the-same-key';
      const attempts = Array.from({ length: 20 }, () => aComment(thread, { idempotencyKey }));
      const writes = await Promise.all(attempts.map((comment) => store.comments.insert(comment)));
      const winners = writes.filter((write) => write.isNew);
      expect(winners).to.have.length(1);
      expect(new Set(writes.map((write) => write.comment.id)).size).to.equal(1);
      expect(await store.threads.find(thread.id)).to.deep.include({ head: 1, commentCount: 1 });
      expect(await wholeLog(store, thread)).to.have.length(1);
      await expectNoDrift(store, thread);
    });

    it('sent by twenty requests at once opens one review item', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const attempts = Array.from({ length: 20 }, () =>
        aComment(thread, { idempotencyKey: 'the-same-key', status: 'held' }),
      );
      const writes = await Promise.all(
        attempts.map((comment) => store.comments.insert(comment, { review: heldBy(comment) })),
      );
      expect(writes.filter((write) => write.isNew)).to.have.length(1);
      const items = await Promise.all(attempts.map(({ id }) => store.review.find(id)));
      expect(items.filter((item) => item !== null).map((item) => item.id)).to.deep.equal([
        writes[0]!.comment.id,
      ]);
    });

    it('is a thread’s own: another thread may use it too', async () => {
      const store = getStore();
      const [here, there] = await Promise.all([freshThread(store), freshThread(store)]);
      const first = await post(store, here, { idempotencyKey: 'shared-key' });
      const second = await store.comments.insert(aComment(there, { idempotencyKey: 'shared-key' }));
      expect(second.isNew).to.equal(true);
      expect((await store.comments.findByKey(here.id, 'shared-key'))?.id).to.equal(first.id);
    });

    it('is remembered after the comment was withdrawn', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      await store.comments.withdraw(comment.id, { id: 'withdrawal', at: nextMoment(), actor: byAlice });
      const write = await store.comments.insert(aComment(thread, { idempotencyKey: comment.idempotencyKey }));
      expect(write.isNew).to.equal(false);
      expect(write.comment).to.deep.include({ id: comment.id, status: 'deleted' });
    });
  });

  describe('an author', () => {
    it('finds their held and rejected comments of a thread, newest first, and nobody else’s', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { comment: held } = await postHeld(store, thread);
      await post(store, thread);
      const rejected = await post(store, thread, { status: 'rejected' });
      await postHeld(store, thread, { author: bob });
      const unseen = await store.comments.listUnseenOf(thread.id, alice.id);
      expect(unseen.map(({ id }) => id)).to.deep.equal([rejected.id, held.id]);
    });

    it('is given fifty unseen comments at most', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      await Promise.all(Array.from({ length: 55 }, () => post(store, thread, { status: 'rejected' })));
      expect(await store.comments.listUnseenOf(thread.id, alice.id)).to.have.length(50);
    });

    it('has their latest comments over all threads of a site, newest first', async () => {
      const store = getStore();
      const author = { ...alice, id: 'reader-prolific' };
      const [here, there] = await Promise.all([freshThread(store), freshThread(store)]);
      const first = await post(store, here, { author });
      const second = await post(store, there, { author });
      const third = await post(store, here, { author, status: 'rejected' });
      await post(store, await freshThread(store, { site: 'elsewhere' }), { author });
      const latest = await store.comments.listByAuthor('gazette', author.id, 10);
      expect(latest.map(({ id }) => id)).to.deep.equal([third.id, second.id, first.id]);
      expect(await store.comments.listByAuthor('gazette', author.id, 2)).to.have.length(2);
      const since = latest[1]!.createdAt;
      expect(await store.comments.listByAuthor('gazette', author.id, 10, since)).to.deep.equal(
        latest.slice(0, 2),
      );
    });

    it('has a standing that counts their comments by status on one site', async () => {
      const store = getStore();
      const author = { ...alice, id: 'reader-standing' };
      const thread = await freshThread(store);
      expect(await store.comments.standing('gazette', author.id)).to.deep.equal(NO_STANDING);
      const published = await post(store, thread, { author });
      await post(store, thread, { author });
      await postHeld(store, thread, { author });
      await post(store, thread, { author, status: 'rejected' });
      expect(await store.comments.standing('gazette', author.id)).to.deep.equal({
        published: 2,
        held: 1,
        rejected: 1,
      });
      await store.comments.withdraw(published.id, { id: 'standing-1', at: nextMoment(), actor: byAlice });
      expect(await store.comments.standing('gazette', author.id)).to.deep.include({ published: 1 });
      expect(await store.comments.standing('elsewhere', author.id)).to.deep.equal(NO_STANDING);
      await expectNoDrift(store, thread);
    });

    it('is told a duplicate: the same fingerprint in the same thread since a moment', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread, { fingerprint: 'first!' });
      const query = { thread: thread.id, author: alice.id, fingerprint: 'first!', since: comment.createdAt };
      expect(await store.comments.hasDuplicate(query)).to.equal(true);
      expect(await store.comments.hasDuplicate({ ...query, since: comment.createdAt + 1 })).to.equal(false);
      expect(await store.comments.hasDuplicate({ ...query, author: bob.id })).to.equal(false);
      expect(await store.comments.hasDuplicate({ ...query, fingerprint: 'second!' })).to.equal(false);
      const other = await freshThread(store);
      expect(await store.comments.hasDuplicate({ ...query, thread: other.id })).to.equal(false);
    });

    it('may say again what they withdrew, but not what is held', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const withdrawn = await post(store, thread, { fingerprint: 'once' });
      const query = { thread: thread.id, author: alice.id, fingerprint: 'once', since: 0 };
      await store.comments.withdraw(withdrawn.id, { id: 'again-1', at: nextMoment(), actor: byAlice });
      expect(await store.comments.hasDuplicate(query)).to.equal(false);
      await postHeld(store, thread, { fingerprint: 'once' });
      expect(await store.comments.hasDuplicate(query)).to.equal(true);
    });
  });
}

const NO_STANDING = { published: 0, held: 0, rejected: 0 };
const byAlice = { id: alice.id, name: alice.name, kind: 'reader' } as const;
