import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible, keepScreenshot, PHONE } from '../harness/browser.ts';
import { SITE } from '../harness/service.ts';
import { describeStage } from './widget-stage.ts';

const HEADINGS = {
  en: 'Comments',
  de: 'Kommentare',
  fr: 'Commentaires',
  es: 'Comentarios',
  pt: 'Comentários',
  ru: 'Комментарии',
  ar: 'التعليقات',
  he: 'תגובות',
  ja: 'コメント',
  zh: '评论',
};

describeStage('The widget’s languages', (stage) => {
  before(async () => {
    // Words of their own for every page: the same ones again and again would be looked at by a moderator.
    const said = {
      de: ['Das Schiff wurde **2019** zuletzt untersucht.', '> 2019\n\nUnd davor?'],
      ar: ['كان آخر فحص للسفينة في عام **2019**.', '> 2019\n\nوقبل ذلك؟'],
      he: ['הבדיקה האחרונה של הספינה הייתה בשנת **2019**.', '> 2019\n\nומה היה לפני כן?'],
    };
    for (const [key, [first = '', second = '']] of Object.entries(said)) {
      const root = await (await stage.service.guest('Maria')).post(key, first);
      await (await stage.service.guest('Tomas')).post(key, second, { parent: root.id });
    }
  });

  /** A page in some language with the widget on it, told by `data-lang` or by the page itself. */
  const openIn = (
    key: string,
    options: { attribute?: string; page?: string | null; browser?: string; window?: object } = {},
  ): Promise<Page> =>
    stage.openBody(
      `${key}${JSON.stringify(options)}`.replace(/\W/g, ''),
      `<meta name="viewport" content="width=device-width"><style>@media (prefers-color-scheme: dark) { body { background: #15181c; color: #e8eaed } }</style>
<script>document.documentElement.lang = ${JSON.stringify(options.page === undefined ? 'en' : (options.page ?? ''))}</script>
<main><h1>${key}</h1><script async src="${stage.service.url}/embed.js" data-site="${SITE}" data-key="${key}"
${options.attribute ? `data-lang="${options.attribute}"` : ''}></script></main>`,
      { window: { locale: options.browser ?? 'en-GB', ...options.window } },
    );

  for (const [language, heading] of Object.entries(HEADINGS))
    it(`speaks ${language}`, async function speaks() {
      const page = await openIn(`in ${language}`, { attribute: language });
      await page.getByRole('heading', { name: heading, exact: true }).waitFor();
      const section = page.locator('section.parley');
      expect(await section.getAttribute('lang')).to.equal(language);
      // Left to right is the page's own business.
      expect(await section.getAttribute('dir')).to.equal(['ar', 'he'].includes(language) ? 'rtl' : null);
    });

  it('the attribute goes before the page, the page before the browser, and English is for the rest', async () => {
    const said = async (options: Parameters<typeof openIn>[1]) => {
      const page = await openIn('order', options);
      return page.locator('#heading').textContent();
    };
    expect(await said({ attribute: 'fr', page: 'de', browser: 'es' })).to.equal(HEADINGS.fr);
    expect(await said({ page: 'de-AT', browser: 'es' })).to.equal(HEADINGS.de);
    expect(await said({ page: null, browser: 'es-MX' })).to.equal(HEADINGS.es);
    expect(await said({ page: 'nl', browser: 'nl' })).to.equal(HEADINGS.en);
  });

  it('English loads no words, another language those of its own only', async () => {
    const loaded = async (attribute: string) => {
      const names: string[] = [];
      const page = await openIn(`loads ${attribute}`, { attribute });
      await page.locator('#heading').waitFor();
      names.push(
        ...(await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name))),
      );
      return names.filter((name) => /\/widget\/(ar|de|es|fr|he|ja|pt|ru|zh)-/.test(name)).length;
    };
    expect(await loaded('en')).to.equal(0);
    expect(await loaded('ja')).to.equal(1);
  });

  it('a language that cannot be loaded leaves English, and a widget that works', async () => {
    const page = await openIn('missing', { attribute: 'en' });
    await page.route('**/widget/de-*.js', (route) => route.abort());
    await page.evaluate(
      `window.parley.mount(document.body, { site: '${SITE}', key: 'missing too', lang: 'de' })`,
    );
    await page.getByRole('heading', { name: 'Comments' }).nth(1).waitFor();
  });

  for (const language of ['de', 'ar', 'he'] as const)
    for (const [size, window] of [
      ['1280', {}],
      ['390', { viewport: PHONE, colorScheme: 'dark' }],
    ] as const)
      it(`writing in ${language} at ${size} pixels is set well and accessible`, async function looks() {
        const page = await openIn(language, { attribute: language, window });
        const box = page.locator('section.parley textarea').first();
        await page.locator('article').nth(1).waitFor();
        await box.fill('**2019**, :smile:');
        await page.locator('.bar > .quiet').first().click();
        await page.locator('.preview strong').waitFor();
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).to.be.at.most(size === '390' ? 390 : 1280);
        await expectAccessible(page);
        await keepScreenshot(page, `language-${language}-${size}`);
      });

  it('a refusal is told in the reader’s language', async () => {
    const page = await openIn('refusals', { attribute: 'de' });
    await page.route('**/v1/comments', (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      return route.fulfill({
        status: 409,
        headers: { 'access-control-allow-origin': '*', 'content-type': 'application/problem+json' },
        body: JSON.stringify({ code: 'thread-closed', status: 409, title: 'Closed', detail: 'In English.' }),
      });
    });
    await page.getByRole('textbox', { name: 'Mitdiskutieren' }).fill('Worte');
    await page.getByRole('textbox', { name: 'Ihr Name' }).fill('Anna');
    await page.getByRole('button', { name: 'Absenden' }).click();
    const told = page.getByRole('alert').filter({ hasText: 'inzwischen geschlossen' });
    await told.waitFor();
    expect(await told.textContent()).not.to.contain('English');
  });

  it('why a comment waits, and why it was rejected, is told in the reader’s language', async () => {
    const page = await openIn('reasons', { attribute: 'de' });
    await page.getByRole('textbox', { name: 'Mitdiskutieren' }).fill('What an idiot he is.');
    await page.getByRole('textbox', { name: 'Ihr Name' }).fill('Anna');
    await page.getByRole('button', { name: 'Absenden' }).click();
    await page.getByText('Einige seiner Wörter sieht sich zuerst die Moderation an.').waitFor();
    await keepScreenshot(page, 'language-held-reason');

    const mod = await stage.service.moderator();
    const [item] = (await mod.api.listQueue({ site: SITE })).items;
    await mod.api.decide([{ item: item!.id, version: item!.version, action: 'reject' }]);
    await page.reload();
    await page.getByText('Er hält sich nicht an die Regeln dieser Diskussion.').waitFor();
    expect(await page.getByText('keep to the rules').count()).to.equal(0);
  });
});
