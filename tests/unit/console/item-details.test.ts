import { ApiError } from '@parley/contracts/client/api-client';
import type { ReviewItemDetail } from '@parley/contracts/objects';
import { expect } from 'chai';
import { createItemDetails, type ItemDetails } from '../../../services/console/src/item/item-details.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { detailOf, reviewEvent, reviewItem } from './review-items.ts';

const item = reviewItem('a');

describe('the evidence about items in the console', () => {
  it('is loaded once, however often it is asked for', async () => {
    const { details, calls } = create({ a: detailOf(item) });
    details.show('a');
    details.show('a');
    await ready(details, 'a');
    details.show('a');
    expect(calls).to.deep.equal(['a']);
  });

  it('follows the item on the screen, and says what changed', async () => {
    const answers: Record<string, ReviewItemDetail> = { a: detailOf(item) };
    const { details } = create(answers);
    details.show('a');
    await ready(details, 'a');
    const flagged = { ...item, version: 2, flags: { abuse: 1 } };
    answers.a = detailOf(flagged, { events: [reviewEvent(flagged, { kind: 'flagged' })] });
    details.take(flagged, 'a');
    await waitFor('the change to be told', () => ready(details, 'a').then((entry) => entry.change));
    expect((await ready(details, 'a')).change).to.equal('flagged');
  });

  it('takes a claim over without asking again', async () => {
    const { details, calls } = create({ a: detailOf(item) });
    details.show('a');
    await ready(details, 'a');
    const claim = { by: { id: 'ben', name: 'Ben' }, until: item.dueAt };
    details.take({ ...item, claim }, 'a');
    expect((await ready(details, 'a')).detail.item.claim).to.deep.equal(claim);
    expect(calls).to.deep.equal(['a']);
  });

  it('is forgotten where it is out of date and not on the screen', async () => {
    const { details, calls } = create({ a: detailOf(item) });
    details.show('a');
    await ready(details, 'a');
    details.take({ ...item, version: 2 }, 'b');
    expect(details.entries.value.a).to.equal(undefined);
    expect(calls).to.deep.equal(['a']);
  });

  it('stays on the screen when it cannot be refreshed', async () => {
    const answers: Record<string, ReviewItemDetail> = { a: detailOf(item) };
    const { details } = create(answers);
    details.show('a');
    await ready(details, 'a');
    delete answers.a;
    await details.reload('a');
    expect(details.entries.value.a).to.include({ status: 'ready' });
  });

  it('is tried again when it could not be loaded', async () => {
    const answers: Record<string, ReviewItemDetail> = {};
    const { details } = create(answers);
    details.show('a');
    await waitFor('the failure', () => details.entries.value.a?.status === 'failed');
    answers.a = detailOf(item);
    details.show('a');
    expect((await ready(details, 'a')).detail.item.id).to.equal('a');
  });

  it('is kept for a few items only, and always for the one just asked for', async () => {
    const all = Array.from({ length: 40 }, (_, index) => `item-${index}`);
    const { details } = create(Object.fromEntries(all.map((id) => [id, detailOf(reviewItem(id))])));
    for (const id of all) {
      details.show(id);
      await ready(details, id);
    }
    expect(Object.keys(details.entries.value)).to.have.length.below(20);
  });
});

function create(answers: Record<string, ReviewItemDetail>) {
  const calls: string[] = [];
  const details = createItemDetails({
    api: {
      getItem: async (id) => {
        calls.push(id);
        const answer = answers[id];
        if (!answer) throw new ApiError('unavailable', 'Not now.', 503);
        return answer;
      },
    },
  });
  return { details, calls };
}

async function ready(details: ItemDetails, id: string) {
  const entry = await waitFor(`the evidence about ${id}`, () => {
    const one = details.entries.value[id];
    return one?.status === 'ready' && one;
  });
  return entry;
}
