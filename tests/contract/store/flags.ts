import type { CommentRecord, FlagRow } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aComment, aDecision, aFlag, alice, bob, flaggedBy, nextMoment } from '../../harness/records.ts';
import { expectNoDrift, freshThread, type GetStore, post, present } from './arrange.ts';

export function describeFlags(getStore: GetStore): void {
  describe('a flag', () => {
    it('opens the comment’s review item and keeps the text as it was flagged', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const flag = aFlag(comment, { note: 'He threatens people.', reason: 'illegal' });
      const { isNew, item } = await store.flags.add(flag, flaggedBy(flag, comment, 40));
      expect(isNew).to.equal(true);
      expect(item).to.deep.include({
        id: comment.id,
        site: thread.site,
        thread: thread.id,
        version: 1,
        state: 'open',
        score: 40,
        flags: { illegal: 1 },
        claim: null,
        decision: null,
        openedAt: flag.at,
        dueAt: flag.at + 3_600_000,
      });
      expect(await store.review.find(comment.id)).to.deep.equal(item);
      expect(await store.flags.listFor(comment.id)).to.deep.equal([flag]);
      expect(await store.flags.mine(thread.id, bob.id)).to.deep.equal([comment.id]);
      expect(await store.flags.mine(thread.id, alice.id)).to.deep.equal([]);
      expect(await store.threads.head(thread.id), 'readers are told nothing').to.equal(1);
      const [event] = await store.review.events(comment.id);
      expect(event).to.deep.include({ kind: 'flagged', version: 1, note: flag.note });
      expect(event?.before).to.deep.equal({ state: null, status: 'published' });
      expect(event?.after).to.deep.equal({ state: 'open', status: 'published' });
      await expectNoDrift(store, thread);
    });

    it('counts once a reader, comment and revision', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => flag(store, comment, { reason: 'spam' })),
      );
      expect(outcomes.filter(({ isNew }) => isNew)).to.have.length(1);
      expect(await flag(store, comment, { reason: 'abuse' })).to.deep.equal({ isNew: false, item: null });
      expect(await store.review.find(comment.id)).to.deep.include({
        version: 1,
        score: 20,
        flags: { spam: 1 },
      });
      expect(await store.flags.listFor(comment.id)).to.have.length(1);

      const edited = { ...comment, revision: 2 };
      const { item } = await flag(store, edited);
      expect(item).to.deep.include({ version: 2, flags: { spam: 1, abuse: 1 } });
      expect(await store.flags.mine(thread.id, bob.id)).to.deep.equal([comment.id]);
      await expectNoDrift(store, thread);
    });

    it('of twenty readers at once adds up: score, reasons and versions', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          flag(store, comment, {
            reader: { id: `reader-${index}`, name: `Reader ${index}` },
            reason: index % 4 === 0 ? 'spam' : 'abuse',
          }),
        ),
      );
      const item = present(await store.review.find(comment.id), 'the item');
      expect(item).to.deep.include({ version: 20, score: 400, flags: { spam: 5, abuse: 15 } });
      expect(item.reasons.map(({ reason, weight }) => [reason, weight]).sort()).to.deep.equal([
        ['flag:abuse', 300],
        ['flag:spam', 100],
      ]);
      const versions = (await store.review.events(comment.id)).map(({ version }) => version);
      expect(versions).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 1));
      expect(await store.flags.listFor(comment.id)).to.have.length(20);
      await expectNoDrift(store, thread);
    });

    it('on what a moderator has decided does not ask again', async () => {
      const store = getStore();
      const comment = await post(store, await freshThread(store));
      const { item } = await flag(store, comment);
      await store.review.decide(aDecision(present(item, 'an item'), 'approve', { status: 'published' }));
      const later = await flag(store, comment, { reader: { id: alice.id, name: alice.name } });
      expect(later.item).to.deep.include({ state: 'closed', version: 3, flags: { abuse: 2 } });
    });

    it('on a body that is newer than the decision opens the item again', async () => {
      const store = getStore();
      const comment = await post(store, await freshThread(store));
      const { item } = await flag(store, comment);
      await store.review.decide(aDecision(present(item, 'an item'), 'approve', { status: 'published' }));
      const write = await store.comments.edit(comment.id, {
        source: 'Worse.',
        html: '<p>Worse.</p>',
        renderVersion: 1,
        fingerprint: 'worse',
        reason: null,
        expectedRevision: 1,
        status: 'published',
        editedAt: nextMoment(),
      });
      const edited = present(write, 'the edit').comment;
      const later = aFlag(edited);
      const reopened = (await store.flags.add(later, flaggedBy(later, edited))).item;
      expect(reopened).to.deep.include({ state: 'open', version: 3, openedAt: later.at });
    });

    it('on an unknown comment is not kept', async () => {
      const store = getStore();
      const comment = aComment(await freshThread(store));
      expect(await flag(store, comment)).to.deep.equal({ isNew: false, item: null });
      expect(await store.flags.listFor(comment.id)).to.deep.equal([]);
      expect(await store.review.find(comment.id)).to.equal(null);
    });
  });
}

function flag(store: Store, comment: CommentRecord, set: Partial<FlagRow> = {}) {
  const row = aFlag(comment, set);
  return store.flags.add(row, flaggedBy(row, comment));
}
