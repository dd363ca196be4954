import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { messages } from '@parley/contracts/messages/en';
import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import { helpMessages } from '@parley/contracts/messages/help/en';
import { PROBLEMS, type ProblemCode, problem } from '@parley/contracts/problems';
import { chooseLanguage } from '@parley/server/http/choose-language';
import { LANGUAGES, languageFor, type PageWords } from '@parley/server/http/pages/language';
import { filled, GAP, html } from '@parley/server/http/pages/markup';
import { faultOf, refusalOf, reportRefusalOf } from '@parley/server/http/pages/problem-words';
import { pageMessages } from '@parley/server/http/pages/words/en';
import { expect } from 'chai';
import { itSaysTheSame } from '../../harness/language-checks.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SHARED = 'shared/contracts/src/messages';
const namesIn = (folder: string) => readdirSync(join(ROOT, folder)).map((file) => file.replace('.ts', ''));

describe('The languages of the pages', () => {
  it('are those of the widget, a file each', () => {
    const all = [...LANGUAGES];
    expect(namesIn('services/server/src/http/pages/words')).to.have.members(all);
    expect(namesIn(`${SHARED}/help`)).to.have.members(all);
    expect([...namesIn(`${SHARED}/languages`), 'en']).to.have.members(all);
  });

  it('say nothing that the widget says as well', () => {
    const said = Object.keys({ ...messages, ...onDemandMessages, ...helpMessages });
    expect(Object.keys(pageMessages).filter((key) => said.includes(key))).to.deep.equal([]);
  });

  for (const tag of LANGUAGES.filter((one) => one !== 'en'))
    describe(tag, () => {
      let words: PageWords;
      before(async () => {
        ({ words } = await import(join(ROOT, `services/server/src/http/pages/words/${tag}.ts`)));
      });
      itSaysTheSame(tag, pageMessages, () => words);
    });

  it('take the widget’s words where it has them, and count, number and date as their speakers do', async () => {
    const [de, ar, en] = await Promise.all([
      languageFor('de', false),
      languageFor('ar', true),
      languageFor('en', false),
    ]);
    expect(de.t('reply')).to.equal('Antworten');
    expect(de.t('readArticle')).to.equal('Zum Artikel');
    expect(de.number(12_345)).to.equal('12.345');
    expect(de.time('2026-11-23T08:05:00.000Z')).to.equal('23. November 2026 um 08:05 UTC');
    expect(en.time('2026-11-23T08:05:00.000Z')).to.equal('23 November 2026 at 08:05 UTC');
    expect(ar.t('replies', { count: 2 })).to.equal('ردّان');
    expect([ar.direction, de.direction]).to.deep.equal(['rtl', 'ltr']);
    expect([ar.carried, de.carried]).to.deep.equal(['ar', undefined]);
  });

  it('have words for every refusal there is, and never the English detail', async () => {
    const language = await languageFor('ru', false);
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
      const refused = problem(code, 'In English.', 'urn:uuid:1', { retryAfter: 3 });
      const { title, text } = faultOf(refused, language, 'noReportText');
      const said = [title, text, refusalOf(refused, language).text, reportRefusalOf(refused, language)];
      for (const words of said) expect(words, code).to.match(/^[^A-Za-z]+$/);
    }
    const { text } = refusalOf(
      problem('comment-refused', '', 'urn:uuid:1', { reason: 'too-fast' }),
      language,
    );
    expect(text).to.contain('«Отправить»');
  });

  it('let markup into a sentence, and escape the sentence', () => {
    const sentence = `<Antwort> an ${GAP} & Co.`;
    expect(filled(sentence, html`<b>${'<x>'}</b>`).text).to.equal(
      '&lt;Antwort&gt; an <b>&lt;x&gt;</b> &amp; Co.',
    );
  });
});

describe('The language of an answer', () => {
  const cases: [asked: unknown, accepted: string | undefined, tag: string][] = [
    [undefined, undefined, 'en'],
    [undefined, '', 'en'],
    [undefined, 'de', 'de'],
    [undefined, 'de-AT,de;q=0.9,en;q=0.8', 'de'],
    [undefined, 'nl, fr;q=0.3, ja;q=0.7', 'ja'],
    [undefined, 'fr;q=0.8,es;q=0.8', 'fr'],
    [undefined, 'en;q=0, ru;q=0.1', 'ru'],
    [undefined, 'de;q=0', 'en'],
    [undefined, 'de;q=0.0, *', 'en'],
    [undefined, 'de;q=2, fr;q=-1, es;q=0.5', 'es'],
    [undefined, ' ZH-hant-TW ; q=0.7 , x-klingon', 'zh'],
    [undefined, 'iw', 'he'],
    [undefined, 'de_DE, ../fr, "ja", pt', 'pt'],
    ['de', 'fr', 'de'],
    ['pt-BR', 'fr', 'pt'],
    ['nl', 'fr', 'fr'],
    ['', 'fr', 'fr'],
    ['../../etc', 'fr', 'fr'],
    [['de', 'ar'], 'fr', 'fr'],
    [`de-${'x'.repeat(5_000)}`, 'fr', 'fr'],
  ];
  for (const [asked, accepted, tag] of cases)
    it(`is ${tag} for ?lang=${JSON.stringify(asked)?.slice(0, 20)} and Accept-Language ${accepted}`, () => {
      const choice = chooseLanguage(asked, accepted);
      expect(choice.tag).to.equal(tag);
      expect(choice.isAsked).to.equal(asked === 'de' || asked === 'pt-BR');
    });

  it('is looked for in the first part of a header without end', () => {
    expect(chooseLanguage(undefined, `${'nl,'.repeat(30)}de`).tag).to.equal('en');
    expect(chooseLanguage(undefined, `${' '.repeat(100_000)}de`).tag).to.equal('en');
    expect(chooseLanguage(undefined, `fr,${'x-y;q=0.1,'.repeat(100_000)}`).tag).to.equal('fr');
  });
});
