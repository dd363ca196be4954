import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { DESKTOP, expectAccessible, launchBrowser, openContext, PHONE } from '../harness/browser.ts';
import { describeWithBrowser } from '../harness/servers.ts';
import { type Service, startService } from '../harness/service.ts';

const STATES = ['few', 'empty', 'deep', 'closed', 'held', 'error', 'loading'];

describeWithBrowser('The widget’s states in the playground', (executablePath) => {
  let service: Service;
  let browser: Browser;

  before(async function start() {
    this.timeout(60_000);
    service = await startService({ env: { BOOTSTRAP_SITE: 'demo=https://demo.example' } });
    browser = await launchBrowser(executablePath);
  });
  after(async function stop() {
    this.timeout(60_000);
    await browser?.close();
    await service?.stop();
  });

  async function open(query: string, window: Parameters<Browser['newContext']>[0]) {
    const { page, context, errors } = await openContext(browser, window);
    await page.goto(`${service.url}/demo/playground/?${query}`);
    await page.locator('.parley').waitFor();
    return { page, context, errors };
  }

  for (const data of STATES) {
    it(`${data}: can be used by everyone, light and dark, on desk and phone`, async function state() {
      this.timeout(60_000);
      for (const [viewport, colorScheme] of [
        [DESKTOP, 'light'],
        [PHONE, 'dark'],
      ] as const) {
        const { page, context, errors } = await open(`data=${data}`, { viewport, colorScheme });
        if (data === 'error') await page.getByRole('alert').waitFor();
        else if (data === 'empty') await page.getByText('Nobody has commented yet.').waitFor();
        else if (data !== 'loading') await page.getByRole('article').first().waitFor();
        await page.locator('.rest').first().waitFor({ state: 'detached' });
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(viewport.width);
        expect(errors).to.deep.equal([]);
        await context.close();
      }
    });
  }

  it('shows another state when a switch is turned, and keeps it in the address', async function switches() {
    this.timeout(30_000);
    const { page, context } = await open('data=few', { viewport: DESKTOP });
    await page.getByRole('combobox', { name: 'Data' }).selectOption('empty');
    await page.getByText('Nobody has commented yet.').waitFor();
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
    await page.locator('parley-comments[data-scheme=dark]').waitFor();
    expect(page.url()).to.contain('data=empty').and.to.contain('theme=dark');
    await context.close();
  });

  it('is printed without what cannot be pressed on paper, and keeps its lines where colours are forced', async function media() {
    this.timeout(30_000);
    const { page, context } = await open('data=few', { viewport: DESKTOP, forcedColors: 'active' });
    const card = page.getByRole('article').first();
    const vote = card.getByRole('button', { name: /^Vote for/ }).first();
    await vote.waitFor();
    await page.emulateMedia({ media: 'print' });
    await vote.waitFor({ state: 'hidden' });
    expect(await page.getByPlaceholder('Add to the discussion').isVisible()).to.equal(false);
    expect(await card.getByText('A correction from me').isVisible()).to.equal(true);
    await context.close();
  });
});
