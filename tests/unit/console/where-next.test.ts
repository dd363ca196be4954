import { expect } from 'chai';
import { wholeLane } from '../../../services/console/src/place/queue-place.ts';
import { applyItem, emptyQueue, replaceSlice } from '../../../services/console/src/queue/queue-state.ts';
import {
  claimOfOther,
  firstToLookAt,
  neighbour,
  nextAfter,
} from '../../../services/console/src/queue/where-next.ts';
import { decided, minutesAgo, NOW, reviewItem, slice } from './review-items.ts';

const ME = 'mod-ana';
const bensClaim = { by: { id: 'mod-ben', name: 'Ben' }, until: minutesAgo(-4) };
const [one, two, three, four] = [90, 70, 50, 30].map((score) => reviewItem(`item-${score}`, { score }));

describe('which item comes next in the console', () => {
  it('goes to the next row below after a decision', () => {
    expect(nextAfter(listOf(one, two, three), [two!.id], ME, NOW)).to.equal(three!.id);
  });

  it('passes over rows that somebody else is looking at', () => {
    const claimed = { ...three!, claim: bensClaim };
    expect(nextAfter(listOf(one, two, claimed, four), [two!.id], ME, NOW)).to.equal(four!.id);
  });

  it('goes up where nothing free is left below, and to a claimed row before giving up', () => {
    const claimed = { ...three!, claim: bensClaim };
    expect(nextAfter(listOf(one, two, claimed), [two!.id], ME, NOW)).to.equal(one!.id);
    expect(nextAfter(listOf(two, claimed), [two!.id], ME, NOW)).to.equal(three!.id);
    expect(nextAfter(listOf(two), [two!.id], ME, NOW)).to.equal(null);
  });

  it('goes below the last of several that were decided together', () => {
    expect(nextAfter(listOf(one, two, three, four), [one!.id, three!.id], ME, NOW)).to.equal(four!.id);
  });

  it('begins with the first row that nobody else is looking at', () => {
    expect(firstToLookAt(listOf({ ...one!, claim: bensClaim }, two), ME, NOW)).to.equal(two!.id);
    expect(firstToLookAt(listOf({ ...one!, claim: bensClaim }), ME, NOW)).to.equal(one!.id);
    expect(firstToLookAt(listOf(), ME, NOW)).to.equal(null);
  });

  it('walks the list step by step, past rows that are leaving, and stops at its ends', () => {
    const list = applyItem(listOf(one, two, three), decided(two!, 'approve', 'Ben'), 3);
    expect(neighbour(list, one!.id, 1)).to.equal(three!.id);
    expect(neighbour(list, three!.id, -1)).to.equal(one!.id);
    expect(neighbour(list, three!.id, 1)).to.equal(null);
    expect(neighbour(list, null, 1)).to.equal(one!.id);
  });

  it('walks on from a row that was decided by somebody else while it was open', () => {
    const list = applyItem(listOf(one, two, three), decided(two!, 'approve', 'Ben'), 3);
    expect(neighbour(list, two!.id, 1)).to.equal(three!.id);
  });

  it('knows a claim only while its lease is good, and only of others', () => {
    const claimed = { ...one!, claim: bensClaim };
    expect(claimOfOther(claimed, ME, NOW)).to.equal('Ben');
    expect(claimOfOther(claimed, 'mod-ben', NOW)).to.equal(null);
    expect(claimOfOther(claimed, ME, Date.parse(bensClaim.until))).to.equal(null);
  });
});

function listOf(...items: (ReturnType<typeof reviewItem> | undefined)[]) {
  const view = wholeLane('open');
  return replaceSlice(emptyQueue(view), slice(items.filter((item) => item !== undefined)));
}
