import { expect } from 'chai';
import { createMacros, MACROS_MAX, parseMacros } from '../../../services/console/src/macros/macros.ts';
import { macroName } from '../../../services/console/src/macros/words.ts';

const advertising = { action: 'reject', reason: 'It is advertising.', note: '' } as const;

describe('macros in the console', () => {
  it('are kept for one moderator, and found again', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(createMacros('ana', storage).keep([advertising])).to.equal(true);
    expect(createMacros('ana', storage).list.value).to.deep.equal([advertising]);
    expect(createMacros('ben', storage).list.value).to.deep.equal([]);
  });

  it('hold while the page is open where a browser keeps nothing, and say so', () => {
    const refuse = () => {
      throw new Error('no storage');
    };
    const macros = createMacros('ana', { getItem: refuse, setItem: refuse });
    expect(macros.keep([advertising])).to.equal(false);
    expect(macros.list.value).to.deep.equal([advertising]);
  });

  it('take from what is kept only what they know', () => {
    const strange = [null, 'x', { action: 'delete' }, { action: 'spam', reason: 7 }, advertising];
    expect(parseMacros(strange)).to.deep.equal([{ action: 'spam', reason: '', note: '' }, advertising]);
    expect(parseMacros({ length: 2 })).to.deep.equal([]);
    expect(parseMacros(Array.from({ length: 99 }, () => advertising))).to.have.length(MACROS_MAX);
    const [long] = parseMacros([{ ...advertising, reason: 'x'.repeat(900) }]);
    expect(long?.reason).to.have.length(200);
  });

  it('are called by what they do and say', () => {
    expect(macroName(advertising)).to.equal('Reject: It is advertising.');
    expect(macroName({ action: 'escalate', reason: '', note: '' })).to.equal('Escalate');
  });
});
