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
      'ɪᴅɪᴏᴛ',
      'ιԁıօт',
      '𝖎𝖉𝖎𝖔𝖙',
      'I know where you live.',
    ]) {
      expect(screen(text).verdict, text).to.equal('hold');
    }
  });

  it('finds words by wildcards, says what it found by which, and passes over what is allowed', () => {
    const settings = { ...defaultSiteSettings(), suspectWords: ['*cunt*', 'idi*t of *', 'sca*m*er', '*'] };
    expect(screen('You cuntish thing.', { settings }).findings[0]?.evidence).to.equal(
      '“cuntish” by “*cunt*”',
    );
    expect(screen('An idiiiot of note.', { settings }).verdict).to.equal('hold');
    expect(screen('A scammer.', { settings }).verdict).to.equal('hold');
    expect(screen('The town of Scunthorpe.', { settings }).verdict).to.equal('hold');
    const allowing = { ...settings, allowedWords: ['Scunthorpe'] };
    expect(screen('The town of Scunthorpe.', { settings: allowing }).verdict).to.equal('publish');
    expect(screen('Scunthorpe cunts.', { settings: allowing }).verdict).to.equal('hold');
    expect(screen('A scheme of idiots.', { settings }).verdict, '* alone says nothing').to.equal('publish');
  });

  it('takes no longer for a pattern made to be slow', () => {
    const settings = { ...defaultSiteSettings(), suspectWords: [`${'a*'.repeat(200)}b`] };
    const startedAt = performance.now();
    expect(screen('ac'.repeat(2_400), { settings }).verdict).to.equal('publish');
    expect(performance.now() - startedAt).to.be.below(250);
  });

  it('holds what is nearly the same as another text of the author, and not what merely sounds alike', () => {
    const recent = [foldText('Get rich quickly with the new method of my uncle, write to me today')];
    const text = 'Get rich quickly with the new method of my uncle, write to me tonight!';
    expect(rules(text, { recent })).to.deep.equal(['near-duplicate']);
    expect(rules('I agree with you.', { recent: [foldText('I agree with you.')] })).to.deep.equal([]);
    expect(
      rules('The new method of the council is to get the bridge open quickly.', { recent }),
    ).to.deep.equal([]);
  });

  it('holds authors of whose comments many were rejected', () => {
    const standing = { published: 4, held: 0, rejected: 5 };
    const [finding] = screen('A calm remark.', { standing }).findings;
    expect(finding).to.include({ rule: 'author-standing', evidence: '5 of 9 rejected' });
    expect(rules('A calm remark.', { standing: { published: 90, held: 0, rejected: 5 } })).to.deep.equal([]);
    expect(rules('A calm remark.', { standing: { published: 0, held: 0, rejected: 4 } })).to.deep.equal([]);
  });

  it('finds words of scripts that write no spaces wherever they stand', () => {
    const settings = { ...defaultSiteSettings(), suspectWords: ['馬鹿', 'โง่'], allowedWords: ['馬鹿貝'] };
    for (const text of ['あの人は馬鹿だ。', 'คนโง่มาก']) {
      expect(screen(text, { settings }).verdict, text).to.equal('hold');
    }
    expect(screen('馬鹿貝を食べた。', { settings }).verdict, 'a shell').to.equal('publish');
    expect(screen('馬と鹿。', { settings }).verdict).to.equal('publish');
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
