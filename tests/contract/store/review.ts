import type { ReviewItemRecord } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import {
  aDecision,
  aFlag,
  alice,
  ana,
  flaggedBy,
  heldBy,
  mod,
  nextMoment,
  sortableId,
} from '../../harness/records.ts';
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
} from './arrange.ts';

export function describeReview(getStore: GetStore): void {
  describe('a decision', () => {
    it('to approve publishes a held comment for the first time and closes the item', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { comment, item } = await postHeld(store, thread);
      const decision = aDecision(item, 'approve');
      const decided = await done(store, decision);
      expect(decided.item).to.deep.include({ state: 'closed', version: 2, claim: null });
      expect(decided.item.decision).to.deep.equal({
        action: 'approve',
        by: mod.name,
        at: decision.event.at,
        reason: null,
      });
      expect(decided.event).to.deep.equal({ ...decision.event, version: 2 });
      const write = present(decided.write, 'what was written');
      expect(write.comment).to.deep.include({ status: 'published', reason: null, rev: 2, listed: true });
      expect(write.item).to.deep.equal(decided.item);
      expect(outline(write.changes)).to.deep.equal([['published', comment.id]]);
      expect(write.changes[0]?.thread).to.deep.include({ commentCount: 1, head: 1 });
      expect(await store.comments.find(comment.id)).to.deep.equal(write.comment);
      expect(await store.review.find(comment.id)).to.deep.equal(decided.item);
      await expectNoDrift(store, thread);
    });

    it('to reject takes a published comment off the page and tells its author why', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const comment = await post(store, thread, { parent: root });
      const item = await flagged(store, comment.id);
      const decision = aDecision(item, 'reject', {
        status: 'published',
        authorReason: 'It attacks a person.',
      });
      const write = present((await done(store, decision)).write, 'what was written');
      expect(write.comment).to.deep.include({
        status: 'rejected',
        reason: 'It attacks a person.',
        listed: false,
      });
      expect(write.comment.source, 'moderators keep the text').to.equal(comment.source);
      expect(outline(write.changes)).to.deep.equal([['removed', comment.id]]);
      expect(write.changes[0]?.replyCounts).to.deep.equal({ [root.id]: 0 });
      await expectNoDrift(store, thread);
    });

    it('on what was rejected before restores it', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const { comment: rejected } = await reject(store, comment);
      const { changes, comment: restored } = await approve(store, rejected);
      expect(outline(changes)).to.deep.equal([['restored', comment.id]]);
      expect(restored).to.deep.equal({ ...comment, rev: 3 });
      await expectNoDrift(store, thread);
    });

    it('on a held comment that no reader has seen to reject it takes no number', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { item } = await postHeld(store, thread);
      const decided = await done(store, aDecision(item, 'spam', { authorReason: 'Spam.' }));
      expect(decided.write?.changes).to.deep.equal([]);
      expect(decided.write?.comment).to.deep.include({ status: 'rejected', reason: 'Spam.', rev: 1 });
      expect(await store.threads.head(thread.id)).to.equal(0);
      await expectNoDrift(store, thread);
    });

    it('that leaves the comment as it is writes the item only', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const item = await flagged(store, comment.id);
      const decided = await done(store, aDecision(item, 'approve', { status: 'published' }));
      expect(decided.write).to.equal(null);
      expect(decided.item.state).to.equal('closed');
      expect(await store.comments.find(comment.id)).to.deep.equal(comment);
    });

    it('to escalate keeps the comment held, and further flags and edits keep it escalated', async () => {
      const store = getStore();
      const { comment, item } = await postHeld(store, await freshThread(store));
      const escalated = await done(store, aDecision(item, 'escalate'));
      expect(escalated.item).to.deep.include({ state: 'escalated', version: 2 });
      expect(escalated.write).to.equal(null);
      const write = await store.comments.edit(
        comment.id,
        { ...textOf('Again.'), reason: null, expectedRevision: 1, status: 'held', editedAt: nextMoment() },
        { review: heldBy(comment, { kind: 'edited' }) },
      );
      expect(write?.item).to.deep.include({ state: 'escalated', version: 3 });
    });

    it('to reopen and decide anew keeps every step in the log', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { comment, item } = await postHeld(store, thread);
      const approved = await done(store, aDecision(item, 'approve'));
      const reopened = await done(
        store,
        aDecision(approved.item, 'reopen', { status: 'published', by: ana }),
      );
      expect(reopened.item).to.deep.include({ state: 'open', version: 3 });
      await done(store, aDecision(reopened.item, 'reject', { status: 'published' }));
      const events = await store.review.events(comment.id);
      expect(events.map(({ kind, version }) => [version, kind])).to.deep.equal([
        [1, 'opened'],
        [2, 'approve'],
        [3, 'reopen'],
        [4, 'reject'],
      ]);
      expect(events.map(({ before, after }) => [before.state, after.state])).to.deep.equal([
        [null, 'open'],
        ['open', 'closed'],
        ['closed', 'open'],
        ['open', 'closed'],
      ]);
      expect(events.map(({ before, after }) => [before.status, after.status])).to.deep.equal([
        ['held', 'held'],
        ['held', 'published'],
        ['published', 'published'],
        ['published', 'rejected'],
      ]);
      await expectNoDrift(store, thread);
    });

    it('by twelve moderators at once is carried out once; the others are told who won', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { comment, item } = await postHeld(store, thread);
      const decisions = Array.from({ length: 12 }, (_, index) =>
        aDecision(item, index % 2 === 0 ? 'approve' : 'reject', {
          by: { id: `moderator-${index}`, name: `Moderator ${index}`, kind: 'moderator' },
        }),
      );
      const results = await Promise.all(decisions.map((decision) => store.review.decide(decision)));
      const winners = results.filter((result) => result.outcome === 'done');
      expect(winners).to.have.length(1);
      const winner = winners[0]!;
      for (const result of results) {
        if (result.outcome !== 'conflict') continue;
        expect(result.item).to.deep.equal(winner.item);
        expect(result.event).to.deep.equal(winner.event);
      }
      expect(results.filter((result) => result.outcome === 'conflict')).to.have.length(11);
      expect(await store.review.events(comment.id)).to.have.length(2);
      const status = winner.event.kind === 'approve' ? 'published' : 'rejected';
      expect((await store.comments.find(comment.id))?.status).to.equal(status);
      await expectNoDrift(store, thread);
    });

    it('on a version that is no longer the item’s writes nothing', async () => {
      const store = getStore();
      const { comment, item } = await postHeld(store, await freshThread(store));
      await done(store, aDecision(item, 'reject'));
      const late = await store.review.decide(aDecision(item, 'approve'));
      expect(late.outcome).to.equal('conflict');
      expect((await store.comments.find(comment.id))?.status).to.equal('rejected');
      const ahead = await store.review.decide({ ...aDecision(item, 'approve'), expectedVersion: 9 });
      expect(ahead.outcome).to.equal('conflict');
    });

    it('on an unknown item finds none', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { item } = await postHeld(store, thread);
      const unknown = { ...item, id: `${thread.id}unknown` };
      expect(await store.review.decide(aDecision(unknown, 'approve'))).to.deep.equal({
        outcome: 'not-found',
      });
      const published = await post(store, thread);
      const noItem = { ...item, id: published.id };
      expect(await store.review.decide(aDecision(noItem, 'reject'))).to.deep.equal({ outcome: 'not-found' });
    });

    it('cannot bring back what its author withdrew', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { comment } = await postHeld(store, thread);
      const actor = { id: alice.id, name: alice.name, kind: 'reader' } as const;
      const withdrawn = await store.comments.withdraw(comment.id, {
        id: sortableId(),
        at: nextMoment(),
        actor,
      });
      const item = present(withdrawn?.item, 'the closed item');
      const decided = await done(store, aDecision(item, 'approve', { status: 'deleted' }));
      expect(decided.event.after).to.deep.equal({ state: 'closed', status: 'deleted' });
      expect(decided.write).to.equal(null);
      expect(await store.comments.find(comment.id)).to.deep.include({ status: 'deleted', source: null });
      expect(await store.threads.head(thread.id)).to.equal(0);
      await expectNoDrift(store, thread);
    });
  });

  describe('a review item', () => {
    it('is the fold of its events, whatever happened to it', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const { comment, item } = await postHeld(store, thread);
      await flagged(store, comment.id);
      await flagged(store, comment.id, 'spam');
      const open = present(await store.review.find(item.id), 'the item');
      const approved = await done(store, aDecision(open, 'approve'));
      expect(await store.review.refold(item.id)).to.deep.equal(approved.item);
      const edited = await store.comments.edit(
        comment.id,
        { ...textOf('Worse.'), reason: null, expectedRevision: 1, status: 'held', editedAt: nextMoment() },
        { review: heldBy(comment, { kind: 'edited' }) },
      );
      expect(edited?.item).to.deep.include({ state: 'open', version: 5 });
      expect(await store.review.refold(item.id)).to.deep.equal(edited?.item);
      expect(await store.review.refold(`${thread.id}unknown`)).to.equal(null);
    });

    it('is refolded without its claim', async () => {
      const store = getStore();
      const { item } = await postHeld(store, await freshThread(store));
      await store.review.claim(item.id, mod, nextMoment() + 1_000, nextMoment());
      expect(await store.review.refold(item.id)).to.deep.equal(item);
    });
  });
}

async function done(store: Store, decision: ReturnType<typeof aDecision>) {
  const decided = await store.review.decide(decision);
  if (decided.outcome !== 'done') throw new Error(`the decision ended in ${decided.outcome}`);
  return decided;
}

/** Flags a comment by a new reader; answers its item. */
async function flagged(
  store: Store,
  id: string,
  reason: 'abuse' | 'spam' = 'abuse',
): Promise<ReviewItemRecord> {
  const comment = present(await store.comments.find(id), 'the comment');
  const flag = aFlag(comment, { reason, reader: { id: `reader-${sortableId()}`, name: 'Dora' } });
  const { item } = await store.flags.add(flag, flaggedBy(flag, comment));
  return present(item, 'the flagged item');
}

function textOf(source: string) {
  return { source, html: `<p>${source}</p>`, renderVersion: 1, fingerprint: `print of ${source}` };
}
