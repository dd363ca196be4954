import { renderBody } from '@parley/core/comments/render-body';
import { foldText } from '@parley/core/moderation/fold-text';
import type { ScreeningInput } from '@parley/core/moderation/screen-comment';
import { screenComment } from '@parley/core/moderation/screen-comment';
import { defaultSiteSettings } from '@parley/core/sites/default-site-settings';
import { expect } from 'chai';

function screen(source: string, changes: Partial<ScreeningInput> = {}) {
  return screenComment({
    source,
    html: renderBody(source),
    folded: foldText(source),
    author: { id: 'a', name: 'alice', avatar: null, badge: 'guest' },
    standing: { published: 0, held: 0, rejected: 0 },
    settings: {
      ...defaultSiteSettings(),
      suspectWords: ['idiot', 'where you live'],
      bannedWords: ['kill yourself'],
    },
    premoderation: 'off',
    isDuplicate: false,
    ...changes,
  });
}
const rules = (source: string, changes?: Partial<ScreeningInput>) =>
  screen(source, changes).findings.map((finding) => finding.rule);

describe('Screening', () => {
  it('publishes what no rule objects to', () => {
    expect(screen('A fine day at the harbour.')).to.deep.equal({ verdict: 'publish', findings: [] });
  });

  it('holds suspect words however they are dressed up', () => {
    for (const text of [
      'idiot',
      'IDIOT!',
      'i\u00addiot',
      'ídïót',
      'іdіоt',
      'idiiiiot',
      'ｉｄｉｏｔ',
      'I know where you live.',
    ]) {
      expect(screen(text).verdict, text).to.equal('hold');
    }
  });

  it('does not find words inside other words', () => {
    expect(screen('An idiotic idiom, and where you lived.').verdict).to.equal('publish');
  });

  it('refuses banned words, and says nothing of lesser reasons', () => {
    const result = screen('Idiot, kill yourself.');
    expect(result.verdict).to.equal('reject');
    expect(result.findings.map((finding) => finding.rule)).to.deep.equal(['banned-word']);
  });

  it('lets new authors link less than known ones', () => {
    const two = 'See https://one.example and [this](https://two.example).';
    expect(rules(two)).to.deep.equal(['links']);
    expect(rules(two, { standing: { published: 10, held: 0, rejected: 0 } })).to.deep.equal([]);
    expect(rules('See https://one.example.')).to.deep.equal([]);
  });

  it('holds new authors where the site asks for it, until they are known', () => {
    expect(rules('Hello.', { premoderation: 'new-authors' })).to.deep.equal(['new-author']);
    const known = { published: 3, held: 0, rejected: 0 };
    expect(rules('Hello.', { premoderation: 'new-authors', standing: known })).to.deep.equal([]);
    expect(rules('Hello.', { premoderation: 'all', standing: known })).to.deep.equal(['premoderation']);
  });

  it('refuses what is too long for the site and what was just said', () => {
    expect(screen('x'.repeat(5_001)).verdict).to.equal('reject');
    expect(screen('Again.', { isDuplicate: true }).findings[0]?.code).to.equal('duplicate-comment');
  });

  it('gives a moderator every reason to hold', () => {
    const text = 'You idiot: https://a.example https://b.example';
    expect(rules(text, { premoderation: 'all' })).to.deep.equal(['suspect-word', 'links', 'premoderation']);
  });
});
