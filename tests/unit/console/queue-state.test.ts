import type { ReviewItem } from '@parley/contracts/objects';
import { expect } from 'chai';
import { wholeLane } from '../../../services/console/src/place/queue-place.ts';
import {
  appendSlice,
  applyItem,
  beginDecisions,
  bringIn,
  catchUp,
  emptyQueue,
  letIn,
  type QueueState,
  replaceSlice,
  rollBackDecision,
  settleDecision,
  sweepLeaving,
  WAITING_MAX,
} from '../../../services/console/src/queue/queue-state.ts';
import { datedView, type QueueView } from '../../../services/console/src/queue/queue-view.ts';
import { decided, minutesAgo, NOW, reviewItem, slice } from './review-items.ts';

const OPEN = datedView(wholeLane('open'), NOW);
/** Three rows with room between their scores. */
const anna = reviewItem('anna', { score: 90 });
const bob = reviewItem('bob', { score: 50 });
const cleo = reviewItem('cleo', { score: 10 });

describe('the queue’s list in the console', () => {
  it('lets a new item wait that would move a row the moderator sees', () => {
    const after = applyItem(listOf(anna, bob, cleo), reviewItem('dora', { score: 60 }), 3);
    expect(ids(after)).to.deep.equal(['anna', 'bob', 'cleo']);
    expect(after.waiting.map((item) => item.id)).to.deep.equal(['dora']);
  });

  it('puts a new item in at once where nobody sees a row move', () => {
    const belowTheFold = applyItem(listOf(anna, bob, cleo), reviewItem('dora', { score: 30 }), 2);
    expect(ids(belowTheFold)).to.deep.equal(['anna', 'bob', 'dora', 'cleo']);
    expect(belowTheFold.rows[2]?.isNew).to.equal(true);
    const atTheEnd = applyItem(listOf(anna), reviewItem('dora', { score: 5 }), 1);
    expect(ids(atTheEnd)).to.deep.equal(['anna', 'dora']);
  });

  it('leaves an item that belongs behind the last row of an unfinished list to its slice', () => {
    const unfinished = replaceSlice(emptyQueue(OPEN), slice([anna, bob], 'more'));
    const after = applyItem(unfinished, cleo, 2);
    expect(ids(after)).to.deep.equal(['anna', 'bob']);
    expect(after.waiting).to.deep.equal([]);
    expect(ids(appendSlice(after, slice([cleo])))).to.deep.equal(['anna', 'bob', 'cleo']);
  });

  it('lets the waiting items in where they belong when they are asked for', () => {
    let state = applyItem(listOf(anna, bob), reviewItem('dora', { score: 60 }), 2);
    state = applyItem(state, reviewItem('eve', { score: 95 }), 2);
    expect(ids(letIn(state))).to.deep.equal(['eve', 'anna', 'dora', 'bob']);
    expect(letIn(state).waiting).to.deep.equal([]);
  });

  it('forgets a waiting item that somebody else has decided', () => {
    const dora = reviewItem('dora', { score: 60 });
    const waiting = applyItem(listOf(anna, bob), dora, 2);
    expect(applyItem(waiting, decided(dora, 'approve', 'Ben'), 2).waiting).to.deep.equal([]);
  });

  it('keeps no more waiting items than it can show', () => {
    let state = listOf(anna);
    for (let index = 0; index < WAITING_MAX + 5; index += 1) {
      state = applyItem(state, reviewItem(`new-${index}`, { score: 95 }), 1);
    }
    expect(state.waiting).to.have.length(WAITING_MAX);
  });

  it('changes an item in its place, whatever its new score', () => {
    const flagged = { ...cleo, version: 2, score: 99, flags: { abuse: 3 } };
    const after = applyItem(listOf(anna, bob, cleo), flagged, 3);
    expect(ids(after)).to.deep.equal(['anna', 'bob', 'cleo']);
    expect(after.rows[2]?.item.score).to.equal(99);
  });

  it('drops a message older than what it shows', () => {
    const state = listOf({ ...anna, version: 4 });
    expect(applyItem(state, { ...anna, version: 3, score: 1 }, 1)).to.equal(state);
  });

  it('says who decided an item before its row goes', () => {
    const after = applyItem(listOf(anna, bob), decided(bob, 'reject', 'Ben'), 2);
    expect(after.rows[1]?.leaving).to.deep.equal({ action: 'reject', by: 'Ben' });
    expect(ids(sweepLeaving(after))).to.deep.equal(['anna']);
    expect(ids(sweepLeaving(after, 'bob'))).to.deep.equal(['anna', 'bob']);
  });

  it('still says who decided when a later message about the item arrives', () => {
    const gone = decided(bob, 'reject', 'Ben');
    const after = applyItem(applyItem(listOf(anna, bob), gone, 2), { ...gone, claim: null }, 2);
    expect(after.rows[1]?.leaving).to.deep.equal({ action: 'reject', by: 'Ben' });
  });

  it('takes items of its site and reason only', () => {
    const view = { ...OPEN, site: 'gazette', reason: 'links' };
    const state = replaceSlice(emptyQueue(view), slice([]));
    expect(ids(applyItem(state, anna, 0))).to.deep.equal([]);
    const links = [{ reason: 'links', source: 'screening' as const, detail: '3 links' }];
    expect(ids(applyItem(state, { ...anna, reasons: links }, 0))).to.deep.equal(['anna']);
    expect(ids(applyItem(state, { ...anna, reasons: links, site: 'times' }, 0))).to.deep.equal([]);
  });

  it('tells held from flagged, one author and one page from others, and the old from the new', () => {
    const flagged = { ...anna, comment: { ...anna.comment, status: 'published' as const } };
    const shown = (view: Partial<QueueView>, item: ReviewItem) =>
      ids(applyItem(replaceSlice(emptyQueue({ ...OPEN, ...view }), slice([])), item, 0)).length === 1;
    expect([shown({ lane: 'held' }, anna), shown({ lane: 'held' }, flagged)]).to.deep.equal([true, false]);
    expect([shown({ lane: 'flagged' }, anna), shown({ lane: 'flagged' }, flagged)]).to.deep.equal([
      false,
      true,
    ]);
    expect([shown({ author: 'reader-anna' }, anna), shown({ author: 'reader-anna' }, bob)]).to.deep.equal([
      true,
      false,
    ]);
    expect([shown({ thread: 'thread' }, anna), shown({ thread: 'other' }, anna)]).to.deep.equal([
      true,
      false,
    ]);
    const old = datedView({ ...OPEN, age: 'hour' }, NOW);
    expect(shown(old, anna)).to.equal(false);
    expect(shown(old, reviewItem('old', { openedAt: minutesAgo(61) }))).to.equal(true);
  });

  it('orders what was decided by when it was', () => {
    const view = { ...OPEN, lane: 'decided' as const, sort: 'latest' as const };
    const earlier = { ...decided(anna, 'approve', 'Ben'), enteredAt: minutesAgo(9) };
    const later = { ...decided(bob, 'reject', 'Ben'), enteredAt: minutesAgo(3) };
    expect(ids(applyItem(replaceSlice(emptyQueue(view), slice([earlier])), later, 0))).to.deep.equal([
      'bob',
      'anna',
    ]);
  });

  it('orders by age where that is asked for', () => {
    const view = { ...OPEN, sort: 'oldest' as const };
    const old = reviewItem('old', { openedAt: minutesAgo(60) });
    const state = replaceSlice(emptyQueue(view), slice([old]));
    const after = applyItem(state, reviewItem('older', { openedAt: minutesAgo(90), score: 1 }), 0);
    expect(ids(after)).to.deep.equal(['older', 'old']);
  });

  describe('deciding', () => {
    it('shows a decision at once, in the list and in the counts', () => {
      const after = beginDecisions(listOf(anna, bob, cleo), [bob], 'escalate');
      expect(ids(after)).to.deep.equal(['anna', 'cleo']);
      expect(after.counts).to.deep.equal({ open: 2, held: 2, flagged: 0, escalated: 1 });
    });

    it('puts a decision that was not carried out back in its old place', () => {
      const before = listOf(anna, bob, cleo);
      const after = rollBackDecision(beginDecisions(before, [bob], 'reject'), 'bob');
      expect(after).to.deep.equal(before);
    });

    it('lets a decision that was carried out stay as it is shown', () => {
      const begun = beginDecisions(listOf(anna, bob), [bob], 'reject');
      const after = settleDecision(begun, 'bob', decided(bob, 'reject', 'Ana'));
      expect(ids(after)).to.deep.equal(['anna']);
      expect(after.deciding).to.deep.equal({});
      expect(after.counts).to.deep.equal({ open: 1, held: 1, flagged: 0, escalated: 0 });
    });

    it('brings an item back, as it is now, that changed but still waits', () => {
      const begun = beginDecisions(listOf(anna, bob, cleo), [bob], 'approve');
      const flagged = { ...bob, version: 2, flags: { abuse: 1 } };
      const after = settleDecision(begun, 'bob', flagged);
      expect(ids(after)).to.deep.equal(['anna', 'bob', 'cleo']);
      expect(after.rows[1]?.item).to.equal(flagged);
      expect(after.counts.open).to.equal(3);
    });

    it('is brought in at once when it is taken back, wherever that is', () => {
      const elsewhere = bringIn(listOf(anna, cleo), { ...bob, version: 3 });
      expect(ids(elsewhere)).to.deep.equal(['anna', 'bob', 'cleo']);
      const waited = applyItem(listOf(anna, cleo), bob, 2);
      expect([ids(bringIn(waited, bob)), bringIn(waited, bob).waiting]).to.deep.equal([
        ['anna', 'bob', 'cleo'],
        [],
      ]);
      expect(ids(bringIn(listOf(anna), decided(bob, 'approve', 'Ben')))).to.deep.equal(['anna']);
    });

    it('is not undone by the live message about the same decision', () => {
      const begun = beginDecisions(listOf(anna, bob), [bob], 'approve');
      const heard = applyItem(begun, decided(bob, 'approve', 'Ana'), 2);
      expect(ids(heard)).to.deep.equal(['anna']);
      expect(ids(settleDecision(heard, 'bob', decided(bob, 'approve', 'Ana')))).to.deep.equal(['anna']);
    });

    it('is not undone by a slice that was on its way', () => {
      const begun = beginDecisions(listOf(anna, bob), [bob], 'approve');
      expect(ids(replaceSlice(begun, slice([anna, bob])))).to.deep.equal(['anna']);
      expect(ids(appendSlice(begun, slice([bob, cleo])))).to.deep.equal(['anna', 'cleo']);
    });
  });

  describe('catching up after a break', () => {
    it('moves nothing that is seen, lets the new wait, and says what has gone', () => {
      const dora = reviewItem('dora', { score: 70 });
      const after = catchUp(listOf(anna, bob, cleo), slice([anna, dora, { ...cleo, score: 80 }]), 3);
      expect(ids(after)).to.deep.equal(['anna', 'bob', 'cleo']);
      expect(after.rows.map((row) => row.leaving !== null)).to.deep.equal([false, true, false]);
      expect(after.waiting.map((item) => item.id)).to.deep.equal(['dora']);
    });

    it('keeps the rows of later slices, which it has not asked for', () => {
      const first = replaceSlice(emptyQueue(OPEN), slice([anna], 'after-anna'));
      const both = appendSlice(first, slice([bob, cleo], 'after-cleo'));
      const after = catchUp(both, slice([anna], 'after-anna'), 3);
      expect(after.rows.every((row) => row.leaving === null)).to.equal(true);
      expect(after.next).to.equal('after-cleo');
    });
  });
});

function listOf(...items: ReviewItem[]): QueueState {
  return replaceSlice(emptyQueue(OPEN), slice(items));
}

function ids(state: QueueState): string[] {
  return state.rows.map((row) => row.item.id);
}
