import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import {
  AUTHOR_REASONS,
  reasonCodeOf,
  reasonUntilOf,
  SANCTIONED,
} from '@parley/core/moderation/author-reasons';
import { inWords } from '@parley/core/sanctions/active-sanctions';
import { expect } from 'chai';

describe('What authors are told of a decision', () => {
  it('has a word that stands for it, by which the widget says it in every language', () => {
    const told = Object.keys(onDemandMessages).filter((key) => key.startsWith('reason.'));
    const codes = [...Object.keys(AUTHOR_REASONS), 'sanctioned', 'sanctionedUntil'].map(
      (code) => `reason.${code}`,
    );
    expect(told.sort()).to.deep.equal(codes.sort());
    for (const [code, words] of Object.entries(AUTHOR_REASONS)) expect(reasonCodeOf(words)).to.equal(code);
    expect(reasonCodeOf(`${SANCTIONED}, until tomorrow.`)).to.equal('sanctioned');
  });

  it('says until when it holds, where it ends', () => {
    const until = Date.UTC(2026, 10, 24, 8, 5, 7);
    const told = (end: number | null) => `${SANCTIONED}, ${inWords({ until: end })}.`;
    expect(reasonUntilOf(told(until))).to.equal('2026-11-24T08:05:07.000Z');
    expect(reasonUntilOf(told(null))).to.equal(null);
    expect(reasonUntilOf(`${SANCTIONED}, until tomorrow.`)).to.equal(null);
    expect(reasonUntilOf('Not before, until Tue, 24 Nov 2026 08:05:07 GMT.')).to.equal(null);
  });

  it('has none where a moderator has said it', () => {
    expect(reasonCodeOf('Please keep to the ferries.')).to.equal(null);
  });
});
