import { judgeFlags } from '@parley/core/flags/judge-flags';
import type { CommentRecord, FlagRow } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import {
  aComment,
  aDecision,
  aFlag,
  alice,
  bob,
  flaggedBy,
  nextMoment,
  sortableId,
} from '../../harness/records.ts';
import { expectNoDrift, freshThread, type GetStore, post, present } from './arrange.ts';

export function describeFlags(getStore: GetStore): void {
  describe('a flag', () => {
    it('opens the comment’s review item and keeps the text as it was flagged', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const flag = aFlag(comment, { note: 'He threatens people.', reason: 'illegal', weight: 40 });
      const { isNew, item } = await store.flags.add(flag, flaggedBy(flag, comment));
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
      expect(await store.flags.listFor(comment.id)).to.deep.equal([{ ...flag, version: 1, outcome: null }]);
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

    it('comes out as the last decision that stands says, and counts for whoever flagged', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const comment = await post(store, thread);
      const [first, second] = [aFlagger(), aFlagger()];
      const outcomes = async () =>
        (await store.flags.listFor(comment.id)).map(({ version, outcome }) => [version, outcome]);
      const accuracy = async () =>
        Promise.all([first, second].map(({ id }) => store.flags.accuracy(thread.site, id, 10)));
      const decide = async (action: 'approve' | 'reject' | 'reopen' | 'escalate', set = {}) => {
        const item = present(await store.review.find(comment.id), 'the item');
        const { status } = present(await store.comments.find(comment.id), 'the comment');
        const decision = aDecision(item, action, { status });
        await store.review.decide({ ...decision, event: { ...decision.event, ...set } });
        return decision.event.id;
      };
      await flag(store, comment, { reader: first });
      expect(await outcomes()).to.deep.equal([[1, null]]);
      await decide('escalate');
      expect(await outcomes(), 'escalating decides nothing').to.deep.equal([[1, null]]);
      const approval = await decide('approve');
      expect(await outcomes()).to.deep.equal([[1, 'disagreed']]);
      await flag(store, comment, { reader: second });
      expect(await outcomes(), 'nobody has looked at the second').to.deep.equal([
        [1, 'disagreed'],
        [4, null],
      ]);
      await decide('reopen');
      const rejection = await decide('reject');
      expect(await outcomes()).to.deep.equal([
        [1, 'agreed'],
        [4, 'agreed'],
      ]);
      expect(await accuracy()).to.deep.equal([
        { agreed: 1, disagreed: 0 },
        { agreed: 1, disagreed: 0 },
      ]);
      const undo = { kind: 'undo' as const, after: { state: 'open' as const, status: 'published' as const } };
      await decide('reopen', { ...undo, reverses: rejection });
      expect(await outcomes(), 'what stands is the approval').to.deep.equal([
        [1, 'disagreed'],
        [4, null],
      ]);
      await decide('reopen', { ...undo, reverses: approval });
      expect(await outcomes()).to.deep.equal([
        [1, null],
        [4, null],
      ]);
      expect(await accuracy()).to.deep.equal(Array(2).fill({ agreed: 0, disagreed: 0 }));
      await expectNoDrift(store, thread);
    });

    it('counts among its reader’s latest, on its own site, so many at most', async () => {
      const store = getStore();
      const reader = aFlagger();
      const [here, elsewhere] = [await freshThread(store), await freshThread(store, { site: 'elsewhere' })];
      const verdicts = ['approve', 'approve', 'reject', 'reject', 'reject'] as const;
      for (const verdict of verdicts) {
        const comment = await post(store, here);
        const { item } = await flag(store, comment, { reader });
        await store.review.decide(aDecision(present(item, 'an item'), verdict, { status: 'published' }));
      }
      const other = await post(store, elsewhere);
      const { item } = await flag(store, other, { reader });
      await store.review.decide(aDecision(present(item, 'an item'), 'approve', { status: 'published' }));
      await flag(store, await post(store, here), { reader });
      const accuracy = (site: string, limit: number) => store.flags.accuracy(site, reader.id, limit);
      expect(await accuracy(here.site, 50)).to.deep.equal({ agreed: 3, disagreed: 2 });
      expect(await accuracy(here.site, 4)).to.deep.equal({ agreed: 3, disagreed: 1 });
      expect(await accuracy(elsewhere.site, 50)).to.deep.equal({ agreed: 0, disagreed: 1 });
      expect(await store.flags.accuracy(here.site, 'nobody', 50)).to.deep.equal({ agreed: 0, disagreed: 0 });
    });

    it('that comes in while somebody decides comes out in one way or not at all', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      for (let round = 0; round < 5; round += 1) {
        const comment = await post(store, thread);
        const { item } = await flag(store, comment, { reader: aFlagger() });
        const decision = aDecision(present(item, 'an item'), 'reject', { status: 'published' });
        await Promise.all([
          ...Array.from({ length: 4 }, () => flag(store, comment, { reader: aFlagger() })),
          store.review.decide(decision),
        ]);
        const flags = await store.flags.listFor(comment.id);
        expect(judgeFlags(await store.review.events(comment.id), flags)).to.have.deep.members(flags);
      }
      await expectNoDrift(store, thread);
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

function aFlagger() {
  return { id: `reader-${sortableId()}`, name: 'Dora' };
}

function flag(store: Store, comment: CommentRecord, set: Partial<FlagRow> = {}) {
  const row = aFlag(comment, set);
  return store.flags.add(row, flaggedBy(row, comment));
}
