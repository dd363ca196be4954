import type { CommentRecord } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aComment, alice, bob, nextMoment } from '../../harness/records.ts';
import { expectNoDrift, freshThread, type GetStore, listAll, post, reject, wholeLog } from './arrange.ts';

/** More comments than any test votes on. */
const ALL = 1_000;

export function describeVotes(getStore: GetStore): void {
  describe('a vote', () => {
    it('answers the exact totals, can be changed and taken back', async () => {
      const store = getStore();
      const comment = await post(store, await freshThread(store));
      expect(await vote(store, comment, alice.id, 1)).to.deep.equal({ up: 1, down: 0 });
      expect(await vote(store, comment, bob.id, 1)).to.deep.equal({ up: 2, down: 0 });
      expect(await vote(store, comment, alice.id, -1)).to.deep.equal({ up: 1, down: 1 });
      expect(await vote(store, comment, alice.id, 0)).to.deep.equal({ up: 1, down: 0 });
    });

    it('given twice counts once', async () => {
      const store = getStore();
      const comment = await post(store, await freshThread(store));
      await Promise.all(Array.from({ length: 10 }, () => vote(store, comment, bob.id, 1)));
      expect(await vote(store, comment, bob.id, 1)).to.deep.equal({ up: 1, down: 0 });
      expect(await vote(store, comment, alice.id, 0)).to.deep.equal({ up: 1, down: 0 });
    });

    it('of thirty readers at once is counted exactly', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          vote(store, comment, `reader-${index}`, index % 3 === 0 ? -1 : 1),
        ),
      );
      expect(await vote(store, comment, 'reader-late', 1)).to.deep.equal({ up: 21, down: 10 });
      await store.votes.flush(nextMoment(), ALL);
      await expectNoDrift(store, thread);
    });

    it('is the reader’s own to see, by thread', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const [first, second, third] = [
        await post(store, thread),
        await post(store, thread),
        await post(store, thread),
      ];
      await vote(store, first, bob.id, 1);
      await vote(store, second, bob.id, -1);
      await vote(store, third, bob.id, 1);
      await vote(store, third, bob.id, 0);
      await vote(store, third, alice.id, 1);
      expect(await store.votes.mine(thread.id, bob.id)).to.deep.equal(
        new Map([
          [first.id, 1],
          [second.id, -1],
        ]),
      );
      expect((await store.votes.mine((await freshThread(store)).id, bob.id)).size).to.equal(0);
    });

    it('counts on from the totals that a comment came with', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const imported = await post(store, thread, { up: 12, down: 3 });
      expect(await vote(store, imported, bob.id, 1)).to.deep.equal({ up: 13, down: 3 });
      await store.votes.flush(nextMoment(), ALL);
      expect(await store.comments.find(imported.id)).to.deep.include({ up: 13, down: 3 });
      await expectNoDrift(store, thread);
    });
  });

  describe('a flush', () => {
    it('carries the votes on a comment into it as one change', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      await Promise.all(['a', 'b', 'c'].map((reader) => vote(store, comment, reader, 1)));
      expect(await store.comments.find(comment.id)).to.deep.include({ up: 0, down: 0, rev: 1 });
      expect(await store.threads.head(thread.id)).to.equal(1);
      const changes = await flushed(store, thread.id);
      expect(changes).to.have.length(1);
      expect(changes[0]).to.deep.include({ seq: 2, kind: 'votes', replyCounts: {} });
      expect(changes[0]?.comment).to.deep.equal({ ...comment, up: 3, rev: 2 });
      expect(await store.comments.find(comment.id)).to.deep.equal(changes[0]?.comment);
      expect(await wholeLog(store, thread)).to.have.length(2);
    });

    it('has nothing to do a second time', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      await vote(store, comment, bob.id, 1);
      await flushed(store, thread.id);
      expect(await flushed(store, thread.id)).to.deep.equal([]);
      expect(await store.threads.head(thread.id)).to.equal(2);
    });

    it('by two at once makes one change', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      await vote(store, comment, bob.id, 1);
      const both = await Promise.all([flushed(store, thread.id), flushed(store, thread.id)]);
      expect(both.flat()).to.have.length(1);
      expect(await wholeLog(store, thread)).to.have.length(2);
      await expectNoDrift(store, thread);
    });

    it('says nothing about votes that were taken back', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      await vote(store, comment, bob.id, 1);
      await vote(store, comment, bob.id, 0);
      expect(await flushed(store, thread.id)).to.deep.equal([]);
      expect(await store.threads.head(thread.id)).to.equal(1);
      await expectNoDrift(store, thread);
    });

    it('leaves votes from `before` on for the next time', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const at = nextMoment();
      await vote(store, comment, bob.id, 1, at);
      expect(await flushed(store, thread.id, at)).to.deep.equal([]);
      expect(await flushed(store, thread.id, at + 1)).to.have.length(1);
    });

    it('is not put off by votes that keep coming', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const first = nextMoment();
      await vote(store, comment, 'early', 1, first);
      await vote(store, comment, 'late', 1, first + 60_000);
      expect(await flushed(store, thread.id, first + 1)).to.have.length(1);
      expect((await store.comments.find(comment.id))?.up).to.equal(2);
    });

    it('takes as many comments as it is told', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      await flushed(store, thread.id);
      const comments = [await post(store, thread), await post(store, thread), await post(store, thread)];
      for (const comment of comments) await vote(store, comment, bob.id, 1);
      expect(await store.votes.flush(nextMoment(), 2)).to.have.length(2);
      expect(await store.votes.flush(nextMoment(), 2)).to.have.length(1);
    });

    it('moves the comment in the order of top', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const [low, high] = [await post(store, thread), await post(store, thread)];
      await vote(store, low, bob.id, 1);
      const order = async () =>
        (await listAll(store, { thread: thread.id, sort: 'top' })).map(({ id }) => id);
      expect(await order()).to.deep.equal([high.id, low.id]);
      await flushed(store, thread.id);
      expect(await order()).to.deep.equal([low.id, high.id]);
    });

    it('tells readers nothing of votes on a comment they cannot see', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      await vote(store, comment, bob.id, 1);
      await reject(store, comment);
      const head = await store.threads.head(thread.id);
      expect(await flushed(store, thread.id)).to.deep.equal([]);
      expect(await store.threads.head(thread.id)).to.equal(head);
      expect((await store.comments.find(comment.id))?.up).to.equal(1);
      await expectNoDrift(store, thread);
    });

    it('survives a vote on a comment that does not exist', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      await vote(store, aComment(thread), bob.id, 1).catch(() => null);
      expect(await flushed(store, thread.id)).to.deep.equal([]);
    });
  });
}

function vote(
  store: Store,
  comment: Pick<CommentRecord, 'id' | 'thread'>,
  reader: string,
  value: -1 | 0 | 1,
  at: number = nextMoment(),
) {
  return store.votes.set({ thread: comment.thread, comment: comment.id, reader, value, at });
}

/** Flushes all threads; answers the changes of this one. */
async function flushed(store: Store, thread: string, before: number = nextMoment()) {
  const changes = await store.votes.flush(before, ALL);
  return changes.filter((change) => change.thread.id === thread);
}
