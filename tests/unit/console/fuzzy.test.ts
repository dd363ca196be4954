import { expect } from 'chai';
import { bestMatches, matchScore } from '../../../services/console/src/palette/fuzzy.ts';

const found = (query: string, ...texts: string[]) =>
  bestMatches(
    query,
    texts.map((text) => ({ text })),
    10,
  ).map(({ text }) => text);

describe('finding by a few letters in the console', () => {
  it('takes letters in order, wherever they stand, whatever their case and marks', () => {
    expect(found('gtheld', 'Go to: Held', 'Go to: Open')).to.deep.equal(['Go to: Held']);
    expect(found('ECOLE', 'école')).to.deep.equal(['école']);
    expect(matchScore('dleh', 'Held')).to.equal(null);
    expect(matchScore('hheld', 'Held')).to.equal(null);
  });

  it('puts beginnings of words first, then letters that stand together', () => {
    expect(found('rt', 'Reports', 'Readers in trouble')).to.deep.equal(['Readers in trouble', 'Reports']);
    expect(found('spam', 'So please, a map', 'Spam')).to.deep.equal(['Spam', 'So please, a map']);
    expect(found('log', 'Flagged once', 'Go to: Log')[0]).to.equal('Go to: Log');
  });

  it('leaves the order alone where nothing is asked, and is bounded', () => {
    expect(found('', 'b', 'a')).to.deep.equal(['b', 'a']);
    expect(
      bestMatches(
        'a',
        Array.from({ length: 9 }, () => ({ text: 'a' })),
        4,
      ),
    ).to.have.length(4);
  });

  it('is quick on long texts that almost match', () => {
    expect(matchScore(`${'a'.repeat(30)}b`, 'a'.repeat(400))).to.equal(null);
  });
});
