import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError, type ClientCode } from '@parley/contracts/client/api-client';
import { messages } from '@parley/contracts/messages/en';
import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import { helpMessages } from '@parley/contracts/messages/help/en';
import { directionOf, loadLanguage } from '@parley/contracts/messages/language';
import { createTranslate, type Message } from '@parley/contracts/messages/translate';
import { PROBLEMS, type ProblemCode } from '@parley/contracts/problems';
import { expect } from 'chai';
import { embedWords } from '../../../services/widget/src/messages/embed.ts';
import { problemText } from '../../../services/widget/src/on-demand/problem-text.ts';
import { itSaysTheSame } from '../../harness/language-checks.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/contracts/src/messages/languages');
const LANGUAGES = readdirSync(FOLDER).map((file) => file.replace('.ts', ''));
const ENGLISH: Record<string, Message> = { ...messages, ...onDemandMessages, ...helpMessages };
/** What no reader meets: moderators and programs do. */
const NOT_FOR_READERS: readonly ProblemCode[] = [
  'bad-json',
  'validation-failed',
  'invalid-cursor',
  'method-not-allowed',
  'claimed',
  'pinned-full',
  'unsupported-media-type',
];

describe('the languages of the widget', () => {
  it('are the ten that are promised', () => {
    expect([...LANGUAGES, 'en'].sort()).to.deep.equal([
      'ar',
      'de',
      'en',
      'es',
      'fr',
      'he',
      'ja',
      'pt',
      'ru',
      'zh',
    ]);
  });

  for (const language of LANGUAGES)
    describe(language, () => {
      let words: Readonly<Record<string, Message>>;
      before(async () => {
        ({ words } = await loadLanguage([language]));
      });

      itSaysTheSame(language, ENGLISH, () => words);
    });

  it('are chosen by what is asked for, in order; English where there is none', async () => {
    const localeFor = async (...wanted: string[]) => (await loadLanguage(wanted)).locale;
    expect(await localeFor('de-at', 'fr')).to.equal('de-AT');
    expect(await localeFor('', 'ja')).to.equal('ja');
    expect(await localeFor('nl', 'pt-BR', 'en')).to.equal('pt-BR');
    expect(await localeFor('en-gb', 'de')).to.equal('en-GB');
    expect(await localeFor('en_', '../de', 'x', 'und')).to.equal('en');
    expect((await loadLanguage(['nl'])).words).to.deep.equal({});
  });

  it('are all in what embed.js says by itself, in the widget’s words', async () => {
    expect(Object.keys(embedWords).sort()).to.deep.equal([...LANGUAGES, 'en'].sort());
    for (const [language, said] of Object.entries(embedWords)) {
      const t = createTranslate(language, messages, (await loadLanguage([language])).words);
      const own = [t('failed'), t('retry'), t('plainPage'), t('reportThis')];
      expect(said, language).to.equal(own.join('|'));
    }
  });

  it('run in their own direction', () => {
    expect(['ar', 'ar-EG', 'he', 'fa'].map(directionOf)).to.deep.equal(['rtl', 'rtl', 'rtl', 'rtl']);
    expect(['en', 'de', 'ja', 'zh', 'arn'].map(directionOf)).to.deep.equal([
      'ltr',
      'ltr',
      'ltr',
      'ltr',
      'ltr',
    ]);
  });

  it('count as their speakers do', async () => {
    const count = async (language: string, counts: number[]) => {
      const t = createTranslate(language, messages, (await loadLanguage([language])).words);
      return counts.map((count) => t('replies', { count }));
    };
    expect(await count('ru', [1, 3, 5, 21, 111])).to.deep.equal([
      '1 ответ',
      '3 ответа',
      '5 ответов',
      '21 ответ',
      '111 ответов',
    ]);
    expect(await count('he', [1, 2, 3])).to.deep.equal(['תשובה אחת', 'שתי תשובות', '3 תשובות']);
    expect((await count('ar', [2, 3, 11])).map((text) => text.replace(/[\d٠-٩]+/, '#'))).to.deep.equal([
      'ردّان',
      '# ردود',
      '# ردًا',
    ]);
  });

  it('have a sentence of their own for every refusal that a reader may meet', async () => {
    const { words } = await loadLanguage(['de']);
    const t = createTranslate('de', onDemandMessages, words);
    const told = (code: ClientCode, status: number) =>
      problemText(t, new ApiError(code, 'In English, with details.', status), false);
    for (const [code, { status }] of Object.entries(PROBLEMS)) {
      expect(told(code as ProblemCode, status), code).not.to.contain('In English');
      if (!NOT_FOR_READERS.includes(code as ProblemCode))
        expect(told(code as ProblemCode, status), code).not.to.equal(words['problem.other']);
    }
    expect(told('timeout', 0)).to.equal(words['problem.unreachable']);
    const english = createTranslate('en', onDemandMessages);
    const refusal = new ApiError('comment-refused', 'It contains a word.', 422);
    expect(problemText(english, refusal, false)).to.contain('It contains a word.');
  });
});
