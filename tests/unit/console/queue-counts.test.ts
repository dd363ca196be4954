import { QUEUE_COUNT_MAX } from '@parley/contracts/limits';
import { expect } from 'chai';
import { countOf, countWords, moveCount } from '../../../services/console/src/queue/queue-counts.ts';

const held = { state: 'open', status: 'held' } as const;
const rejected = { state: 'closed', status: 'rejected' } as const;

describe('how many items wait', () => {
  it('goes with each decision, and never below none', () => {
    const counts = { open: 2, escalated: 0, held: 1, flagged: 1 };
    const after = moveCount(counts, held, rejected);
    expect(after).to.deep.equal({ open: 1, escalated: 0, held: 0, flagged: 1 });
    expect(moveCount(after, held, rejected)).to.include({ open: 0, held: 0 });
    expect(moveCount(after, rejected, held)).to.include({ open: 2, held: 1 });
    expect([countOf(counts, 'held'), countOf(counts, 'decided')]).to.deep.equal([1, null]);
  });

  it('is told as so many or more where it is counted no further, and stays so', () => {
    const counts = { open: QUEUE_COUNT_MAX, escalated: 0, held: QUEUE_COUNT_MAX - 1, flagged: 0 };
    const after = moveCount(counts, held, rejected);
    expect(after).to.include({ open: QUEUE_COUNT_MAX, held: QUEUE_COUNT_MAX - 2 });
    expect([countWords(after.open), countWords(998)]).to.deep.equal(['1000+', '998']);
  });
});
