import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import { AUTHOR_REASONS, reasonCodeOf, SANCTIONED } from '@parley/core/moderation/author-reasons';
import { expect } from 'chai';

describe('What authors are told of a decision', () => {
  it('has a word that stands for it, by which the widget says it in every language', () => {
    const told = Object.keys(onDemandMessages).filter((key) => key.startsWith('reason.'));
    const codes = [...Object.keys(AUTHOR_REASONS), 'sanctioned'].map((code) => `reason.${code}`);
    expect(told.sort()).to.deep.equal(codes.sort());
    for (const [code, words] of Object.entries(AUTHOR_REASONS)) expect(reasonCodeOf(words)).to.equal(code);
    expect(reasonCodeOf(`${SANCTIONED}, until tomorrow.`)).to.equal('sanctioned');
  });

  it('has none where a moderator has said it', () => {
    expect(reasonCodeOf('Please keep to the ferries.')).to.equal(null);
  });
});
