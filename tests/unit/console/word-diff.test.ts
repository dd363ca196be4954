import { expect } from 'chai';
import * as fc from 'fast-check';
import { CELLS_MAX, diffWords } from '../../../services/console/src/revisions/word-diff.ts';

describe('the difference of two texts', () => {
  it('is told word by word', () => {
    expect(diffWords('You people are thieves.', 'You people are careless.')).to.deep.equal([
      { kind: 'same', text: 'You people are ' },
      { kind: 'removed', text: 'thieves' },
      { kind: 'added', text: 'careless' },
      { kind: 'same', text: '.' },
    ]);
    expect(diffWords('a b', 'a b')).to.deep.equal([{ kind: 'same', text: 'a b' }]);
    expect(diffWords('', 'new')).to.deep.equal([{ kind: 'added', text: 'new' }]);
    expect(diffWords('', '')).to.deep.equal([]);
  });

  it('keeps letters with their marks together, and neighbouring changes in one piece', () => {
    const decomposed = 'café';
    expect(diffWords('cafe', decomposed)).to.deep.equal([
      { kind: 'removed', text: 'cafe' },
      { kind: 'added', text: decomposed },
    ]);
    expect(diffWords('one two three', 'four five three')).to.deep.equal([
      { kind: 'removed', text: 'one two' },
      { kind: 'added', text: 'four five' },
      { kind: 'same', text: ' three' },
    ]);
  });

  it('holds both texts whole, whatever they are', () => {
    const words = fc.array(fc.constantFrom('a', 'b', ' ', '\n', '.', 'the', '🙂', '\u0301'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [before, after] = [one.join(''), other.join('')];
        const parts = diffWords(before, after);
        const textOf = (kind: string) =>
          parts.filter((part) => part.kind === 'same' || part.kind === kind).map(({ text }) => text);
        expect(textOf('removed').join('')).to.equal(before);
        expect(textOf('added').join('')).to.equal(after);
        expect(parts.every(({ text }) => text !== '')).to.equal(true);
      }),
    );
  });

  it('is bounded: texts with too little in common are told as a whole', () => {
    const many = (word: string) => `${word} `.repeat(Math.sqrt(CELLS_MAX) / 2);
    const parts = diffWords(`${many('a')}keel ${many('a')}a`, `${many('b')}keel ${many('b')}b`);
    expect(parts.map(({ kind }) => kind)).to.deep.equal(['removed', 'added']);
  });
});
