import type { CommentRecord } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aFlag, alice, flaggedBy, heldBy, nextMoment, sortableId } from '../../harness/records.ts';
import {
  approve,
  expectNoDrift,
  freshThread,
  type GetStore,
  outline,
  post,
  postHeld,
  present,
  reject,
  wholeLog,
} from './arrange.ts';

export function describeCommentEdits(getStore: GetStore): void {
  describe('an edit', () => {
    it('puts a new body in the place of the old, keeps the old one and is logged', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const edit = anEdit(comment, 'Second thoughts.');
      const write = present(await store.comments.edit(comment.id, edit), 'the edit');
      expect(write.comment).to.deep.equal({
        ...comment,
        source: 'Second thoughts.',
        html: '<p>Second thoughts.</p>',
        fingerprint: edit.fingerprint,
        editedAt: edit.editedAt,
        renderVersion: edit.renderVersion,
        revision: 2,
        rev: 2,
      });
      expect(outline(write.changes)).to.deep.equal([['edited', comment.id]]);
      expect(write.changes[0]?.comment).to.deep.equal(write.comment);
      expect(await store.comments.find(comment.id)).to.deep.equal(write.comment);
      expect(await store.comments.listRevisions(comment.id, 50)).to.deep.equal([
        { comment: comment.id, revision: 1, source: comment.source, at: comment.createdAt },
      ]);
      await expectNoDrift(store, thread);
    });

    it('keeps every former body, oldest first', async () => {
      const store = getStore();
      const comment = await post(store, await freshThread(store));
      const second = present(
        await store.comments.edit(comment.id, anEdit(comment, 'two')),
        'an edit',
      ).comment;
      await store.comments.edit(comment.id, anEdit(second, 'three'));
      const revisions = await store.comments.listRevisions(comment.id, 50);
      expect(revisions.map(({ revision, source, at }) => [revision, source, at])).to.deep.equal([
        [1, comment.source, comment.createdAt],
        [2, 'two', second.editedAt],
      ]);
      const [latest, ...others] = await store.comments.listRevisions(comment.id, 1);
      expect([latest?.source, others.length]).to.deep.equal(['two', 0]);
    });

    it('of a body that is no longer the current one changes nothing', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      await store.comments.edit(comment.id, anEdit(comment, 'first'));
      expect(await store.comments.edit(comment.id, anEdit(comment, 'second'))).to.equal(null);
      expect((await store.comments.find(comment.id))?.source).to.equal('first');
      expect(await store.threads.head(thread.id)).to.equal(2);
    });

    it('made ten times at once has one winner', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const writes = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          store.comments.edit(comment.id, anEdit(comment, `${index}`)),
        ),
      );
      expect(writes.filter((write) => write !== null)).to.have.length(1);
      expect((await wholeLog(store, thread)).map(({ kind }) => kind)).to.deep.equal(['published', 'edited']);
      expect(await store.comments.listRevisions(comment.id, 50)).to.have.length(1);
    });

    it('of a rejected, deleted or unknown comment is refused', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const rejected = await post(store, thread, { status: 'rejected' });
      const deleted = await post(store, thread);
      await withdraw(store, deleted);
      for (const comment of [rejected, deleted, { ...deleted, id: `${thread.id}unknown` }]) {
        expect(await store.comments.edit(comment.id, anEdit(comment, 'again'))).to.equal(null);
      }
    });

    it('that screening holds takes the comment off the page until it is approved', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const review = heldBy(comment, { kind: 'edited' });
      const edit = anEdit(comment, 'You scum.', 'held');
      const held = present(await store.comments.edit(comment.id, edit, { review }), 'the edit');
      expect(outline(held.changes)).to.deep.equal([['removed', comment.id]]);
      expect(held.comment).to.deep.include({ status: 'held', listed: false, reason: 'It waits.' });
      expect(held.item).to.deep.include({ state: 'open', version: 1, score: 30 });
      expect(await store.threads.find(thread.id)).to.deep.include({ commentCount: 0, head: 2 });
      await expectNoDrift(store, thread);

      const approved = await approve(store, held.comment);
      expect(outline(approved.changes)).to.deep.equal([['restored', comment.id]]);
      expect(approved.comment).to.deep.include({ status: 'published', revision: 2, source: 'You scum.' });
      expect(await store.threads.find(thread.id)).to.deep.include({ commentCount: 1, head: 3 });
      await expectNoDrift(store, thread);
    });

    it('of a held comment that stays held is seen by no reader', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { comment } = await postHeld(store, thread);
      const review = heldBy(comment, { kind: 'edited', weight: 5 });
      const edit = anEdit(comment, 'Still rude.', 'held');
      const write = present(await store.comments.edit(comment.id, edit, { review }), 'the edit');
      expect(write.changes).to.deep.equal([]);
      expect(write.comment).to.deep.include({ revision: 2, rev: comment.rev, status: 'held' });
      expect(write.item).to.deep.include({ state: 'open', version: 2, score: 35 });
      expect(await store.threads.head(thread.id)).to.equal(0);
    });

    it('that publishes a held comment is its first publication', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { comment } = await postHeld(store, thread);
      const write = present(await store.comments.edit(comment.id, anEdit(comment, 'Polite.')), 'the edit');
      expect(outline(write.changes)).to.deep.equal([['published', comment.id]]);
      expect(write.changes[0]?.thread).to.deep.include({ commentCount: 1, head: 1 });
      await expectNoDrift(store, thread);
    });
  });

  describe('a withdrawal', () => {
    it('erases the text and every former body, at once and for good', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const edited = present(await store.comments.edit(comment.id, anEdit(comment, 'Regret.')), 'an edit');
      const write = present(await withdraw(store, edited.comment), 'the withdrawal');
      expect(write.comment).to.deep.include({ status: 'deleted', source: null, html: null, listed: false });
      expect(outline(write.changes)).to.deep.equal([['removed', comment.id]]);
      expect(await store.comments.listRevisions(comment.id, 50)).to.deep.equal([]);
      expect(JSON.stringify(await store.comments.find(comment.id))).to.not.contain('Regret');
      expect(JSON.stringify(await wholeLog(store, thread))).to.not.contain('Regret');
      expect(await store.threads.find(thread.id)).to.deep.include({ commentCount: 0, head: 3 });
      await expectNoDrift(store, thread);
    });

    it('happens once', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const writes = await Promise.all(Array.from({ length: 10 }, () => withdraw(store, comment)));
      expect(writes.filter((write) => write !== null)).to.have.length(1);
      expect(await withdraw(store, comment)).to.equal(null);
      expect(await withdraw(store, { id: `${thread.id}unknown` })).to.equal(null);
      expect(await store.threads.head(thread.id)).to.equal(2);
      await expectNoDrift(store, thread);
    });

    it('of a held comment is seen by no reader and closes its review item', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { comment } = await postHeld(store, thread);
      const write = present(await withdraw(store, comment), 'the withdrawal');
      expect(write.changes).to.deep.equal([]);
      expect(write.item).to.deep.include({ id: comment.id, state: 'closed', version: 2 });
      expect(await store.review.find(comment.id)).to.deep.equal(write.item);
      const [, event] = await store.review.events(comment.id);
      expect(event).to.deep.include({ kind: 'withdrawn', version: 2, actor: byAlice });
      expect(event?.before).to.deep.equal({ state: 'open', status: 'held' });
      expect(event?.after).to.deep.equal({ state: 'closed', status: 'deleted' });
      expect(await store.threads.head(thread.id)).to.equal(0);
      await expectNoDrift(store, thread);
    });

    it('without a review item makes none', async () => {
      const store = getStore();
      const comment = await post(store, await freshThread(store));
      expect((await withdraw(store, comment))?.item).to.equal(null);
      expect(await store.review.find(comment.id)).to.equal(null);
    });

    it('leaves a flag’s evidence to the moderators', async () => {
      const store = getStore();
      const comment = await post(store, await freshThread(store));
      const flag = aFlag(comment);
      await store.flags.add(flag, flaggedBy(flag, comment));
      await withdraw(store, comment);
      expect(await store.flags.listFor(comment.id)).to.deep.equal([{ ...flag, version: 1, outcome: null }]);
    });
  });

  describe('a pin', () => {
    it('is logged, and only when something differs', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const write = present(await store.comments.setPinned(comment.id, true), 'the pin');
      expect(write.comment).to.deep.equal({ ...comment, pinned: true, rev: 2 });
      expect(outline(write.changes)).to.deep.equal([['pinned', comment.id]]);
      expect(await store.comments.setPinned(comment.id, true)).to.equal(null);
      const unpinned = present(await store.comments.setPinned(comment.id, false), 'the end of the pin');
      expect(unpinned.comment).to.deep.include({ pinned: false, rev: 3 });
      expect(await store.threads.head(thread.id)).to.equal(3);
      await expectNoDrift(store, thread);
    });

    it('is for published comments', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { comment: held } = await postHeld(store, thread);
      expect(await store.comments.setPinned(held.id, true)).to.equal(null);
      expect(await store.comments.setPinned(`${thread.id}unknown`, true)).to.equal(null);
    });

    it('ends with the publication: a pinned comment that is rejected is no longer pinned', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      await store.comments.setPinned(comment.id, true);
      const { comment: rejected } = await reject(store, comment);
      expect(rejected.pinned).to.equal(false);
      expect(await store.comments.countPinned(thread.id)).to.equal(0);
      expect(await store.comments.listPinned(thread.id)).to.deep.equal([]);
      expect((await approve(store, rejected)).comment.pinned).to.equal(false);
    });
  });
}

const byAlice = { id: alice.id, name: alice.name, kind: 'reader' } as const;

function withdraw(store: Store, { id }: Pick<CommentRecord, 'id'>) {
  return store.comments.withdraw(id, { id: sortableId(), at: nextMoment(), actor: byAlice });
}

function anEdit(comment: CommentRecord, source: string, status: 'published' | 'held' = 'published') {
  return {
    source,
    html: `<p>${source}</p>`,
    renderVersion: 2,
    fingerprint: `print of ${source}`,
    reason: status === 'held' ? 'It waits.' : null,
    expectedRevision: comment.revision,
    status,
    editedAt: nextMoment(),
  };
}
