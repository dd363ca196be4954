import { createBackoff } from '@parley/contracts/client/backoff';
import { expect } from 'chai';

const FIRST_MS = 1_000;
const MAX_MS = 30_000;

describe('the waits between attempts', () => {
  it('are a random part of the longest wait, so that clients spread', () => {
    const shares = [0, 0.25, 1];
    const backoff = create({ random: () => shares.shift() ?? 0, now: () => 0 });
    expect([backoff.next(), backoff.next(), backoff.next()]).to.deep.equal([0, 250, 1_000]);
  });

  it('grow with the outage, and end at the longest', () => {
    let now = 0;
    const backoff = create({ now: () => now });
    const longest = [0, 3_000, 6_000, 60_000, 3_600_000].map((at) => {
      now = at;
      return backoff.next();
    });
    expect(longest).to.deep.equal([1_000, 1_000, 2_000, 20_000, 30_000]);
  });

  it('are short again after a success, however long it lasted until then', () => {
    let now = 0;
    const backoff = create({ now: () => now });
    backoff.next();
    now = 60_000;
    backoff.reset();
    now = 61_000;
    expect(backoff.next()).to.equal(1_000);
    now = 67_000;
    expect(backoff.next()).to.equal(2_000);
  });
});

function create(given: { random?: () => number; now: () => number }) {
  return createBackoff({ firstMs: FIRST_MS, maxMs: MAX_MS, random: () => 1, ...given });
}
