import { type Flagger, weighFlag } from '@parley/core/flags/weigh-flag';
import { foldReview, type StoredReviewEvent } from '@parley/core/moderation/fold-review';
import { flaggedForReview } from '@parley/core/moderation/review-change';
import type { FlagAccuracy } from '@parley/core/ports/records';
import { defaultSiteSettings } from '@parley/core/sites/default-site-settings';
import { expect } from 'chai';
import { aComment, aFlag, aThread } from '../../harness/records.ts';

const NOW = 1_800_000_000_000;
const HOUR_MS = 3_600_000;
const NEW: Flagger = {
  badge: 'guest',
  standing: { published: 0, held: 0, rejected: 0 },
  accuracy: { agreed: 0, disagreed: 0 },
};
const OLD = aComment(aThread(), { createdAt: NOW - 1_000 * HOUR_MS });
const known = { settings: defaultSiteSettings(), now: NOW };
const right = (agreed: number, of: number): FlagAccuracy => ({ agreed, disagreed: of - agreed });

describe('The weight of a flag', () => {
  const weigh = (
    flagger: Partial<Flagger> = {},
    comment: Partial<typeof OLD> = {},
    reason = 'abuse' as const,
  ) => weighFlag(reason, { ...NEW, ...flagger }, { ...OLD, ...comment }, known);

  it('is the sum of its parts, which say what they are for', () => {
    const { weight, parts } = weigh(
      { standing: { published: 40, held: 0, rejected: 1 }, accuracy: right(3, 4) },
      { branchCount: 5, up: 2, createdAt: NOW - HOUR_MS / 2 },
    );
    expect(parts).to.deep.equal([
      { part: 'reason', points: 20, detail: 'abuse' },
      { part: 'standing', points: 5, detail: '40 published comments' },
      { part: 'reach', points: 6, detail: '5 replies, 2 votes' },
      { part: 'age', points: 5, detail: 'written within the last hour' },
      { part: 'accuracy', points: 6, detail: '3 of their last 4 decided reports were right' },
    ]);
    expect(weight).to.equal(42);
  });

  it('is that of its reason for somebody new, on what nobody reads any more', () => {
    const { weight, parts } = weigh();
    expect(weight).to.equal(20);
    expect(parts.map(({ points }) => points)).to.deep.equal([20, 0, 0, 0, 0]);
  });

  it('grows with every further report that was right, and falls with every one that was wrong', () => {
    const weights = (of: (count: number) => FlagAccuracy) =>
      [0, 1, 2, 5, 20, 50].map((count) => weigh({ accuracy: of(count) }).weight);
    const rising = weights((count) => right(count, count));
    const falling = weights((count) => right(0, count));
    expect(rising).to.deep.equal([20, 23, 25, 27, 29, 30]);
    expect(falling).to.deep.equal([20, 9, 5, 2, 2, 2]);
  });

  it('of those who are mostly wrong is little, but never nothing', () => {
    for (const reason of ['illegal', 'abuse', 'spam', 'other', 'off-topic'] as const) {
      for (const rejected of [0, 90]) {
        const { weight, parts } = weighFlag(
          reason,
          { ...NEW, standing: { published: 10, held: 0, rejected }, accuracy: right(1, 50) },
          OLD,
          known,
        );
        expect(weight, reason).to.be.within(1, 5);
        expect(parts.reduce((sum, { points }) => sum + points, 0)).to.equal(weight);
        expect(weight).to.be.lessThan(weighFlag(reason, NEW, OLD, known).weight / 4 + 1);
      }
    }
  });

  it('counts those whose own comments are rejected less, and staff more', () => {
    const standing = (flagger: Partial<Flagger>) => weigh(flagger).parts[1]?.points;
    expect(standing({ standing: { published: 2, held: 0, rejected: 8 } })).to.equal(-3);
    expect(standing({ badge: 'staff' })).to.equal(10);
    expect(standing({ badge: 'moderator' })).to.equal(10);
  });

  it('is bounded however many the comment reaches, and falls with its age', () => {
    const reach = (up: number) => weigh({}, { up }).parts[2]?.points;
    expect([0, 1, 3, 31, 1_000_000].map(reach)).to.deep.equal([0, 2, 4, 10, 10]);
    expect(weigh({}, { parent: 'c', replyCount: 3, branchCount: 0 }).parts[2]?.points).to.equal(4);
    const age = (hours: number) => weigh({}, { createdAt: NOW - hours * HOUR_MS }).parts[3]?.points;
    expect([0.5, 2, 25, 200].map(age)).to.deep.equal([5, 3, 1, 0]);
    expect(weigh({}, { editedAt: NOW }).parts[3]?.points, 'a new body is new').to.equal(5);
  });

  it('is folded into the item part by part, with what flags of old weighed by their reason', () => {
    const deps = { clock: { now: () => NOW }, ids: { sortable: () => 'e' } as never };
    const comment = aComment(aThread());
    const two = [1, 2].map((index) => {
      const reader = { id: `reader-${index}`, name: 'Bob' };
      return flaggedForReview(deps, aFlag(comment, { reader, ...weigh({ accuracy: right(1, 1) }) }));
    });
    const bare = flaggedForReview(deps, aFlag(comment));
    const old = {
      ...bare,
      event: { ...bare.event, reasons: [{ ...bare.event.reasons[0]!, parts: undefined }] },
    };
    const events = [old, ...two].map(
      ({ event, weight, dueAt }, index): StoredReviewEvent => ({
        ...(event as StoredReviewEvent),
        ...{ version: index + 1, weight, dueAt, before: { state: 'open', status: 'published' } },
      }),
    );
    const item = foldReview(comment.thread, events);
    expect(item?.score).to.equal(20 + 2 * 23);
    expect(item?.reasons).to.have.length(1);
    expect(item?.reasons[0]).to.deep.include({
      weight: 66,
      parts: [
        { part: 'reason', points: 60 },
        { part: 'standing', points: 0 },
        { part: 'reach', points: 0 },
        { part: 'age', points: 0 },
        { part: 'accuracy', points: 6 },
      ],
    });
  });
});
