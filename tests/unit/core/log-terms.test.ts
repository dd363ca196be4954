import { hasWords, narrowestTerm, termsOf } from '@parley/core/moderation/log-terms';
import type { ActRecord } from '@parley/core/ports/act-store';
import { expect } from 'chai';
import { anAct } from '../../harness/records.ts';

describe('What an entry of the log is found by', () => {
  const saying = (reason: string): ActRecord => anAct({ reason });
  /** Found by the term, and held to fit by what is looked at besides. */
  const isFound = (entry: ActRecord, text: string) => {
    const term = narrowestTerm({ text });
    return term !== null && termsOf(entry, null).includes(term) && hasWords(entry, text);
  };

  it('are the beginnings of its words, whatever case and accents, in any order', () => {
    const entry = saying('Insults the Bürgermeister’s ferry, TWICE in week 33');
    for (const text of [
      'insult',
      'INSULTS',
      'burgermeister',
      'bürgerm',
      'twice ins',
      'f t b',
      'Ferry,',
      'week 33',
    ])
      expect(isFound(entry, text), text).to.equal(true);
    for (const text of ['sults', 'insultss', 'fery', 'burgermeisterin', 'twice never', '?!', ''])
      expect(isFound(entry, text), text).to.equal(false);
  });

  it('are any letters that follow one another, where words are not set apart', () => {
    const entry = saying('他在评论里侮辱别人 abc侮');
    for (const text of ['侮辱', '评论里侮辱', '别', 'abc']) expect(isFound(entry, text), text).to.equal(true);
    expect(isFound(entry, '别他')).to.equal(false);
  });

  it('are who did it, what, to whom and where, of which the narrowest is taken', () => {
    const act = anAct();
    expect(termsOf(act, null)).to.include.members([
      `actor:${act.actor.id}`,
      `kind:${act.kind}`,
      `item:${act.subject.id}`,
    ]);
    const query = { kind: act.kind, actor: 'mia', author: 'bob', text: 'a longer', thread: 't', item: 'i' };
    const taken = (['item', 'thread', 'text', 'author', 'actor', 'kind'] as const).map((name) => {
      const term = narrowestTerm(query);
      delete (query as Record<string, unknown>)[name];
      return term;
    });
    const expected = ['item:i', 'thread:t', 'word:longer', 'author:bob', 'actor:mia', `kind:${act.kind}`];
    expect(taken).to.deep.equal(expected);
    expect(narrowestTerm({})).to.equal(null);
  });
});
