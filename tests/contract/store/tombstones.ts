import { expect } from 'chai';
import { alice, nextMoment, sortableId } from '../../harness/records.ts';
import {
  approve,
  expectNoDrift,
  freshThread,
  type GetStore,
  listAll,
  outline,
  post,
  postHeld,
  present,
  readerView,
  reject,
  replayed,
  shown,
  wholeLog,
} from './arrange.ts';

export function describeTombstones(getStore: GetStore): void {
  describe('a comment with listed replies', () => {
    it('stays on the page as a tombstone when it is rejected', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const reply = await post(store, thread, { parent: root });
      const { comment, changes } = await reject(store, root);
      expect(comment).to.deep.include({ status: 'rejected', listed: true, replyCount: 1 });
      expect(outline(changes)).to.deep.equal([['removed', root.id]]);
      expect(changes[0]).to.deep.include({ replyCounts: {} });
      expect((await listAll(store, { thread: thread.id })).map(({ id }) => id)).to.deep.equal([root.id]);
      expect(
        (await listAll(store, { thread: thread.id, parent: root.id })).map(({ id }) => id),
      ).to.deep.equal([reply.id]);
      expect((await store.threads.find(thread.id))?.commentCount).to.equal(1);
      await expectNoDrift(store, thread);
    });

    it('vanishes with its last listed reply, with a change of its own before the reply’s', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const reply = await post(store, thread, { parent: root });
      const { comment: tombstone } = await reject(store, root);
      const { changes } = await reject(store, reply);
      expect(outline(changes)).to.deep.equal([
        ['removed', root.id],
        ['removed', reply.id],
      ]);
      expect(changes.map(({ seq }) => seq)).to.deep.equal([4, 5]);
      expect(changes[1]?.replyCounts).to.deep.equal({ [root.id]: 0 });
      expect(changes[0]?.comment).to.deep.include({ rev: tombstone.rev + 1, listed: false, replyCount: 0 });
      expect(changes[1]?.thread).to.deep.include({ commentCount: 0, head: 5 });
      expect((await readerView(store, thread.id)).size).to.equal(0);
      await expectNoDrift(store, thread);
    });

    it('comes back as a tombstone when a reply of its is approved', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const { comment: held } = await postHeld(store, thread, { parent: root });
      const { comment: gone } = await reject(store, root);
      expect(gone.listed).to.equal(false);
      const { changes } = await approve(store, held);
      expect(outline(changes)).to.deep.equal([
        ['restored', root.id],
        ['published', held.id],
      ]);
      expect(changes[0]?.comment).to.deep.include({ status: 'rejected', listed: true, rev: gone.rev + 1 });
      expect(changes.map((change) => change.thread.commentCount)).to.deep.equal([0, 1]);
      expect([...(await readerView(store, thread.id)).keys()]).to.have.members([root.id, held.id]);
      await expectNoDrift(store, thread);
    });

    it('says again that it is removed when its author withdraws the tombstone', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      await post(store, thread, { parent: root });
      const { comment: rejected } = await reject(store, root);
      const withdrawal = { id: sortableId(), at: nextMoment(), actor: byAlice };
      const write = present(await store.comments.withdraw(root.id, withdrawal), 'the withdrawal');
      expect(outline(write.changes)).to.deep.equal([['removed', root.id]]);
      expect(write.comment).to.deep.include({ status: 'deleted', listed: true, rev: rejected.rev + 1 });
      await expectNoDrift(store, thread);
    });

    it('counts a tombstone among the replies of its parent', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const reply = await post(store, thread, { parent: root });
      await post(store, thread, { parent: reply });
      await reject(store, reply);
      expect((await store.comments.find(root.id))?.replyCount).to.equal(1);
      await expectNoDrift(store, thread);
    });
  });

  describe('a chain of tombstones', () => {
    it('vanishes whole with the comment at its end, the topmost first, and is restored with it', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const child = await post(store, thread, { parent: root });
      const grandchild = await post(store, thread, { parent: child });
      const leaf = await post(store, thread, { parent: grandchild });
      for (const comment of [root, child, grandchild]) await reject(store, comment);
      expect((await readerView(store, thread.id)).size).to.equal(4);

      const { comment: gone, changes: removal } = await reject(store, leaf);
      const chain = [root.id, child.id, grandchild.id];
      expect(outline(removal)).to.deep.equal([...chain, leaf.id].map((id) => ['removed', id]));
      expect((await readerView(store, thread.id)).size).to.equal(0);
      await expectNoDrift(store, thread);

      const { changes: return_ } = await approve(store, gone);
      expect(outline(return_)).to.deep.equal([...chain, leaf.id].map((id) => ['restored', id]));
      expect([...(await readerView(store, thread.id)).keys()]).to.have.members([...chain, leaf.id]);
      await expectNoDrift(store, thread);
    });

    it('ends at the first published ancestor, whose revision stays', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const child = await post(store, thread, { parent: root });
      const leaf = await post(store, thread, { parent: child });
      await reject(store, child);
      const { changes } = await reject(store, leaf);
      expect(outline(changes)).to.deep.equal([
        ['removed', child.id],
        ['removed', leaf.id],
      ]);
      expect(changes.map(({ replyCounts }) => replyCounts)).to.deep.equal([
        { [root.id]: 0 },
        { [child.id]: 0 },
      ]);
      expect(await store.comments.find(root.id)).to.deep.include({
        rev: root.rev,
        replyCount: 0,
        listed: true,
      });
    });

    it('is told to widgets so that whoever replays the log sees the page', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const child = await post(store, thread, { parent: root });
      const leaf = await post(store, thread, { parent: child });
      await reject(store, root);
      await reject(store, child);
      const { comment: gone } = await reject(store, leaf);
      await approve(store, gone);
      await post(store, thread, { parent: child });
      const log = await wholeLog(store, thread);
      expect(shown(replayed(log))).to.deep.equal(shown(await readerView(store, thread.id)));
    });
  });
}

const byAlice = { id: alice.id, name: alice.name, kind: 'reader' } as const;
