import type { CommentRecord, LoggedChange } from '@parley/core/ports/records';
import { expect } from 'chai';
import { alice, nextMoment, sortableId } from '../../harness/records.ts';
import {
  approve,
  expectNoDrift,
  freshThread,
  type GetStore,
  listAll,
  post,
  postHeld,
  reject,
  wholeLog,
} from './arrange.ts';

export function describeBranches(getStore: GetStore): void {
  describe('the branch below a root', () => {
    it('counts what is published in it, however deep, with every change that alters that', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const reply = await post(store, thread, { parent: root });
      const deep = await post(store, thread, { parent: reply });
      const { comment: held } = await postHeld(store, thread, { parent: deep });
      const count = async () => (await store.comments.find(root.id))?.branchCount;
      expect(await count(), 'a held comment is not counted').to.equal(2);

      const tell = ({ changes }: { changes: LoggedChange[] }) => changes.map((change) => change.branchCounts);
      expect(tell(await approve(store, held))).to.deep.equal([{ [root.id]: 3 }]);
      expect(tell(await reject(store, deep)), 'the reply is still there').to.deep.equal([{ [root.id]: 2 }]);
      expect(tell(await approve(store, deep))).to.deep.equal([{ [root.id]: 3 }]);
      const by = { id: alice.id, name: alice.name, kind: 'reader' } as const;
      const withdrawn = await store.comments.withdraw(held.id, {
        id: sortableId(),
        at: nextMoment(),
        actor: by,
      });
      expect(tell(withdrawn!)).to.deep.equal([{ [root.id]: 2 }]);
      expect(await count()).to.equal(2);
      expect((await store.comments.find(reply.id))?.branchCount, 'replies have no branch').to.equal(0);
      const told = (await wholeLog(store, thread)).flatMap(({ branchCounts = {} }) =>
        Object.keys(branchCounts),
      );
      expect(new Set(told), 'the log tells it too').to.deep.equal(new Set([root.id]));
      await expectNoDrift(store, thread);
    });

    it('says the same when it is counted by many at once', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const reply = await post(store, thread, { parent: root });
      await Promise.all(
        [root, reply, reply, root, reply].map((parent: CommentRecord) => post(store, thread, { parent })),
      );
      expect((await store.comments.find(root.id))?.branchCount).to.equal(6);
      await expectNoDrift(store, thread);
    });

    it('puts the root before others that were answered more often, and less deeply', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const deep = await post(store, thread);
      const wide = await post(store, thread);
      for (const _ of [1, 2]) await post(store, thread, { parent: wide });
      let last = deep;
      for (const _ of [1, 2, 3]) last = await post(store, thread, { parent: last });
      const ids = async () =>
        (await listAll(store, { thread: thread.id, sort: 'discussed', limit: 1 })).map(({ id }) => id);
      expect(await ids()).to.deep.equal([deep.id, wide.id]);
      await reject(store, last);
      expect(await ids(), 'equally discussed: the newer first').to.deep.equal([wide.id, deep.id]);
    });

    it('is told as it is now of a root that is gone but for its replies', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const reply = await post(store, thread, { parent: root });
      await post(store, thread, { parent: reply });
      await reject(store, root);
      expect(await listAll(store, { thread: thread.id, sort: 'discussed' })).to.deep.include.members([
        { ...(await store.comments.find(root.id)), branchCount: 2 },
      ]);
    });
  });
}
