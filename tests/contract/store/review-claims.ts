import { expect } from 'chai';
import { aDecision, aFlag, ana, flaggedBy, mod, nextMoment } from '../../harness/records.ts';
import { freshThread, type GetStore, postHeld } from './arrange.ts';

export function describeReviewClaims(getStore: GetStore): void {
  describe('a claim', () => {
    it('is one moderator’s until it runs out, renewed by them, and leaves the version alone', async () => {
      const store = getStore();
      const { item } = await postHeld(store, await freshThread(store));
      const now = nextMoment();
      const claimed = await store.review.claim(item.id, mod, now + 300, now);
      const by = { id: mod.id, name: mod.name };
      expect(claimed).to.deep.equal({ ...item, claim: { by, until: now + 300 } });
      expect(await store.review.find(item.id)).to.deep.equal(claimed);
      expect(await store.review.claim(item.id, ana, now + 400, now + 100)).to.equal(null);
      const renewed = await store.review.claim(item.id, mod, now + 500, now + 100);
      expect(renewed?.claim?.until).to.equal(now + 500);
      const taken = await store.review.claim(item.id, ana, now + 900, now + 500);
      expect(taken?.claim?.by.id).to.equal(ana.id);
    });

    it('asked for by ten at once goes to one', async () => {
      const store = getStore();
      const { item } = await postHeld(store, await freshThread(store));
      const now = nextMoment();
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          store.review.claim(item.id, { id: `moderator-${index}`, name: `${index}` }, now + 300, now),
        ),
      );
      expect(answers.filter((answer) => answer !== null)).to.have.length(1);
    });

    it('is given back by its holder alone, and by closing', async () => {
      const store = getStore();
      const { item } = await postHeld(store, await freshThread(store));
      const now = nextMoment();
      await store.review.claim(item.id, mod, now + 300, now);
      expect(await store.review.unclaim(item.id, ana.id)).to.equal(null);
      expect(await store.review.unclaim(item.id, mod.id)).to.deep.equal(item);
      await store.review.claim(item.id, mod, now + 300, now);
      const decided = await store.review.decide(aDecision(item, 'approve'));
      expect(decided).to.have.nested.property('item.claim', null);
      expect((await store.review.find(item.id))?.claim).to.equal(null);
    });

    it('survives what happens to the item meanwhile', async () => {
      const store = getStore();
      const { comment, item } = await postHeld(store, await freshThread(store));
      const claimed = await store.review.claim(item.id, mod, nextMoment() + 300, nextMoment());
      const flag = aFlag(comment);
      const flagged = await store.flags.add(flag, flaggedBy(flag, comment));
      expect(flagged.item?.claim).to.deep.equal(claimed?.claim);
    });

    it('of an unknown item is refused', async () => {
      expect(await getStore().review.claim('unknown', mod, 2, 1)).to.equal(null);
      expect(await getStore().review.unclaim('unknown', mod.id)).to.equal(null);
    });
  });
}
