import { LOG_LENGTH } from '@parley/contracts/limits';
import type { LoggedChange } from '@parley/core/ports/records';
import { expect } from 'chai';
import { aComment, aThread, bob, nextMoment } from '../../harness/records.ts';
import {
  expectNoDrift,
  freshThread,
  type GetStore,
  post,
  postHeld,
  present,
  readerView,
  reject,
  replayed,
  shown,
  wholeLog,
} from './arrange.ts';

export function describeThreads(getStore: GetStore): void {
  describe('a thread', () => {
    it('is made once and never changed by being asked for again', async () => {
      const store = getStore();
      const thread = aThread();
      expect(await store.threads.find(thread.id)).to.equal(null);
      const made = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          store.threads.ensure({ ...thread, title: `title ${index}` }),
        ),
      );
      expect(new Set(made.map(({ title }) => title)).size).to.equal(1);
      expect(await store.threads.ensure({ ...thread, title: 'later' })).to.deep.equal(made[0]);
      expect(await store.threads.find(thread.id)).to.deep.equal(made[0]);
      expect({ ...made[0], title: thread.title }).to.deep.equal(thread);
    });

    it('that does not exist has head 0, an empty log and no place among heads and counts', async () => {
      const store = getStore();
      const { id } = aThread();
      const known = await freshThread(store);
      await post(store, known);
      expect(await store.threads.head(id)).to.equal(0);
      expect(await store.threads.changesAfter(id, 0)).to.deep.equal({ head: 0, changes: [] });
      expect(await store.threads.changesAfter(id, 1)).to.equal(null);
      expect(await store.threads.heads([id, known.id])).to.deep.equal(new Map([[known.id, 1]]));
      expect(await store.threads.counts([id, known.id])).to.deep.equal(new Map([[known.id, 1]]));
      expect(await store.threads.update(id, { state: 'closed' })).to.equal(null);
    });

    it('logs a change of its state and premoderation, and only when something differs', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const change = present(await store.threads.update(thread.id, { state: 'closed' }), 'a change');
      expect(change).to.deep.equal({
        seq: 1,
        kind: 'thread',
        comment: null,
        thread: { ...thread, state: 'closed', head: 1 },
        replyCounts: {},
      });
      expect(await store.threads.update(thread.id, { state: 'closed' })).to.equal(null);
      expect(await store.threads.update(thread.id, {})).to.equal(null);
      await store.threads.update(thread.id, { premoderation: 'all' });
      const back = present(await store.threads.update(thread.id, { premoderation: null }), 'a change');
      expect(back.thread).to.deep.include({ state: 'closed', premoderation: null, head: 3 });
      expect((await wholeLog(store, thread)).map(({ kind }) => kind)).to.deep.equal([
        'thread',
        'thread',
        'thread',
      ]);
    });
  });

  describe('a thread’s log', () => {
    it('is read from any number on, oldest first, with heads and counts as they were', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const first = await post(store, thread);
      await post(store, thread);
      await reject(store, first);
      const whole = await wholeLog(store, thread);
      expect(
        whole.map((change) => [change.seq, change.kind, change.thread.head, change.thread.commentCount]),
      ).to.deep.equal([
        [1, 'published', 1, 1],
        [2, 'published', 2, 2],
        [3, 'removed', 3, 1],
      ]);
      for (const after of [1, 2, 3]) {
        expect(await store.threads.changesAfter(thread.id, after)).to.deep.equal({
          head: 3,
          changes: whole.slice(after),
        });
      }
      expect(await store.threads.changesAfter(thread.id, 4)).to.equal(null);
    });

    it('gives comments as they are now, so that removed text is not told again', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      await store.comments.withdraw(comment.id, {
        id: 'log-withdrawal',
        at: nextMoment(),
        actor: { id: 'reader-alice', name: 'Alice', kind: 'reader' },
      });
      const now = await store.comments.find(comment.id);
      expect((await wholeLog(store, thread)).map((change) => change.comment)).to.deep.equal([now, now]);
    });

    it('answers a write’s changes as the write did', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const { changes } = await store.comments.insert(aComment(thread, { parent: root }));
      const log = present(await store.threads.changesAfter(thread.id, 1), 'the log');
      expect(log.changes).to.deep.equal(changes);
    });

    it('has no hole and no number twice after fifty mixed writes at once', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const roots = await Promise.all(Array.from({ length: 10 }, () => post(store, thread)));
      const returned: LoggedChange[] = [];
      const writes = Array.from({ length: 50 }, async (_, index) => {
        const target = roots[index % roots.length]!;
        switch (index % 5) {
          case 0:
            return store.comments.insert(aComment(thread, { author: bob }));
          case 1:
            return store.comments.insert(aComment(thread, { parent: target }));
          case 2:
            await postHeld(store, thread, { parent: target });
            return null;
          case 3:
            return store.comments.setPinned(target.id, index % 2 === 1);
          default:
            return store.comments.withdraw(target.id, {
              id: `mixed-${index}`,
              at: nextMoment(),
              actor: { id: 'reader-alice', name: 'Alice', kind: 'reader' },
            });
        }
      });
      for (const write of await Promise.all(writes)) returned.push(...(write?.changes ?? []));
      const log = await wholeLog(store, thread);
      expect(returned.map(({ seq }) => seq).sort((a, b) => a - b)).to.deep.equal(
        log.map(({ seq }) => seq).slice(roots.length),
      );
      const marks = log.flatMap(({ comment }) => (comment === null ? [] : [comment.id]));
      expect(new Set(returned.map(({ comment }) => `${comment?.id} ${comment?.rev}`)).size).to.equal(
        returned.length,
      );
      expect(marks.length).to.equal(log.length);
      expect(shown(replayed(log))).to.deep.equal(shown(await readerView(store, thread.id)));
      await expectNoDrift(store, thread);
    });

    it('keeps a bounded number of changes and says when it does not reach back', async function () {
      this.timeout(60_000);
      const store = getStore();
      const thread = await freshThread(store);
      const surplus = 7;
      const total = LOG_LENGTH + surplus;
      for (let posted = 0; posted < total; posted += 50) {
        const count = Math.min(50, total - posted);
        await Promise.all(Array.from({ length: count }, () => post(store, thread)));
      }
      expect(await store.threads.head(thread.id)).to.equal(total);
      expect(await store.threads.changesAfter(thread.id, 0)).to.equal(null);
      expect(await store.threads.changesAfter(thread.id, surplus - 1)).to.equal(null);
      const log = present(await store.threads.changesAfter(thread.id, surplus), 'the log that is kept');
      expect(log.head).to.equal(total);
      expect(log.changes.map(({ seq }) => seq)).to.deep.equal(
        Array.from({ length: LOG_LENGTH }, (_, index) => surplus + 1 + index),
      );
      expect(await store.threads.changesAfter(thread.id, total)).to.deep.equal({ head: total, changes: [] });
      await expectNoDrift(store, thread);
    });
  });
}
