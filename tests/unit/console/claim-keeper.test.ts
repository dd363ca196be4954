import { mock } from 'node:test';
import { ApiError } from '@parley/contracts/client/api-client';
import { CLAIM_LEASE_MS } from '@parley/contracts/limits';
import type { ReviewItem } from '@parley/contracts/objects';
import { expect } from 'chai';
import { createClaimKeeper } from '../../../services/console/src/item/claim-keeper.ts';
import { reviewItem } from './review-items.ts';

/** Longer than it takes until an item counts as looked at, shorter than a lease. */
const A_LOOK_MS = 2_000;

describe('the claim on the item that is open', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('is taken after a moment, and given back on leaving', async () => {
    const { keeper, calls, told } = create();
    keeper.hold('a');
    expect(calls).to.deep.equal([]);
    await pass(A_LOOK_MS);
    expect(calls).to.deep.equal(['claim a']);
    expect(told).to.deep.equal(['a']);
    keeper.hold(null);
    await pass(0);
    expect(calls).to.deep.equal(['claim a', 'unclaim a']);
  });

  it('is not taken on items that are passed by', async () => {
    const { keeper, calls } = create();
    for (const id of ['a', 'b', 'c']) {
      keeper.hold(id);
      await pass(100);
    }
    await pass(A_LOOK_MS);
    expect(calls).to.deep.equal(['claim c']);
  });

  it('is renewed well within its lease, and only while the item is open', async () => {
    const { keeper, calls } = create();
    keeper.hold('a');
    await pass(A_LOOK_MS);
    await pass(CLAIM_LEASE_MS / 2);
    expect(calls).to.deep.equal(['claim a', 'claim a']);
    keeper.hold(null);
    await pass(CLAIM_LEASE_MS);
    expect(calls).to.deep.equal(['claim a', 'claim a', 'unclaim a']);
  });

  it('is given back at once when its answer has not come, and again after it, since calls may overtake each other', async () => {
    const answer = Promise.withResolvers<ReviewItem>();
    const { keeper, calls, told } = create({ claim: () => answer.promise });
    keeper.hold('a');
    await pass(A_LOOK_MS);
    keeper.hold('b');
    answer.resolve(reviewItem('a'));
    await pass(0);
    expect(calls).to.deep.equal(['claim a', 'unclaim a', 'unclaim a']);
    expect(told).to.deep.equal([]);
  });

  it('is taken on time by a second look, though the answer of the first comes in between', async () => {
    const first = Promise.withResolvers<ReviewItem>();
    const answers = [first.promise];
    const { keeper, calls } = create({ claim: () => answers.shift() ?? Promise.resolve(reviewItem('a')) });
    keeper.hold('a');
    await pass(A_LOOK_MS);
    keeper.hold(null);
    keeper.hold('a');
    first.resolve(reviewItem('a'));
    await pass(0);
    await pass(A_LOOK_MS);
    expect(calls).to.deep.equal(['claim a', 'unclaim a', 'claim a']);
    keeper.hold(null);
    await pass(0);
    expect(calls.at(-1)).to.equal('unclaim a');
  });

  it('is not renewed by an answer that comes after the decision', async () => {
    const answer = Promise.withResolvers<ReviewItem>();
    const { keeper, calls } = create({ claim: () => answer.promise });
    keeper.hold('a');
    await pass(A_LOOK_MS);
    keeper.drop('a');
    answer.resolve(reviewItem('a'));
    await pass(0);
    await pass(CLAIM_LEASE_MS);
    expect(calls).to.deep.equal(['claim a']);
  });

  it('is not given back after a decision, which ended it', async () => {
    const { keeper, calls } = create();
    keeper.hold('a');
    await pass(A_LOOK_MS);
    keeper.drop('a');
    keeper.hold('b');
    await pass(0);
    expect(calls).to.deep.equal(['claim a']);
  });

  it('is not kept for a page in the background', async () => {
    const background = { isWatched: true };
    const { keeper, calls } = create(background);
    keeper.hold('a');
    await pass(A_LOOK_MS);
    background.isWatched = false;
    await pass(CLAIM_LEASE_MS / 2);
    expect(calls).to.deep.equal(['claim a']);
    background.isWatched = true;
    await pass(CLAIM_LEASE_MS / 2);
    expect(calls).to.deep.equal(['claim a', 'claim a']);
    keeper.hold(null);
  });

  it('is tried again later when somebody else holds it, who is told of', async () => {
    const refused: string[] = [];
    const claim = () => Promise.reject(new ApiError('claimed', 'Ben is looking at this.', 409));
    const { keeper, calls } = create({ claim, onRefused: (id) => refused.push(id) });
    keeper.hold('a');
    await pass(A_LOOK_MS);
    expect(refused).to.deep.equal(['a']);
    await pass(CLAIM_LEASE_MS / 2);
    expect(calls).to.deep.equal(['claim a', 'claim a']);
    keeper.hold(null);
    await pass(0);
    expect(calls).to.not.include('unclaim a');
  });
});

type Given = { claim?: () => Promise<ReviewItem>; onRefused?: (id: string) => void; isWatched?: boolean };

function create(given: Given = {}) {
  const calls: string[] = [];
  const told: string[] = [];
  const keeper = createClaimKeeper({
    api: {
      claim: (id) => {
        calls.push(`claim ${id}`);
        return given.claim?.() ?? Promise.resolve(reviewItem(id));
      },
      unclaim: async (id) => {
        calls.push(`unclaim ${id}`);
        return reviewItem(id);
      },
    },
    isWatched: () => given.isWatched ?? true,
    onItem: (item) => told.push(item.id),
    onRefused: given.onRefused ?? (() => {}),
  });
  return { keeper, calls, told };
}

/** Lets time pass, and then whatever waited for an answer go on. */
async function pass(milliseconds: number): Promise<void> {
  mock.timers.tick(milliseconds);
  await new Promise((resolve) => setImmediate(resolve));
}
