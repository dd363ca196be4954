import { expect } from 'chai';
import { DESKTOP, expectAccessible, PHONE } from '../harness/browser.ts';
import { startService } from '../harness/service.ts';
import { describeInWindows, type Windows } from '../harness/windows.ts';

const STATES = ['few', 'empty', 'deep', 'closed', 'held', 'error', 'loading'];

const open = async () => {
  const service = await startService({ env: { BOOTSTRAP_SITE: 'demo=https://demo.example' } });
  return { service, close: () => service.stop() };
};

describeInWindows('The widget’s states in the playground', { open }, (stage, windows) => {
  async function show(query: string, window: Parameters<Windows['open']>[0]) {
    const { page } = await windows.open(window);
    await page.goto(`${stage.service.url}/demo/playground/?${query}`);
    await page.locator('.parley').waitFor();
    return page;
  }

  for (const data of STATES) {
    it(`${data}: can be used by everyone, light and dark, on desk and phone`, async () => {
      for (const [viewport, colorScheme] of [
        [DESKTOP, 'light'],
        [PHONE, 'dark'],
      ] as const) {
        const page = await show(`data=${data}`, { viewport, colorScheme });
        if (data === 'error') await page.getByRole('alert').waitFor();
        else if (data === 'empty') await page.getByText('Nobody has commented yet.').waitFor();
        else if (data !== 'loading') await page.getByRole('article').first().waitFor();
        await page.locator('.rest').first().waitFor({ state: 'detached' });
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(viewport.width);
        await page.context().close();
      }
    });
  }

  it('shows another state when a switch is turned, and keeps it in the address', async () => {
    const page = await show('data=few', { viewport: DESKTOP });
    await page.getByRole('combobox', { name: 'Data' }).selectOption('empty');
    await page.getByText('Nobody has commented yet.').waitFor();
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
    await page.locator('parley-comments[data-scheme=dark]').waitFor();
    expect(page.url()).to.contain('data=empty').and.to.contain('theme=dark');
  });

  it('is printed without what cannot be pressed on paper, keeps its lines where colours are forced, and its words where more contrast is wanted', async () => {
    const page = await show('data=few', { viewport: DESKTOP, forcedColors: 'active' });
    const card = page.getByRole('article').first();
    const vote = card.getByRole('button', { name: /^Vote for/ }).first();
    await vote.waitFor();
    await page.emulateMedia({ media: 'print' });
    await vote.waitFor({ state: 'hidden' });
    expect(await page.getByPlaceholder('Add to the discussion').isVisible()).to.equal(false);
    expect(await card.getByText('A correction from me').isVisible()).to.equal(true);
    await page.emulateMedia({ media: 'screen', contrast: 'more', forcedColors: 'none' });
    const quiet = page.locator('.count');
    const inkOf = (element: Element) => getComputedStyle(element).color;
    expect(await quiet.evaluate(inkOf)).to.equal(await page.locator('.parley').evaluate(inkOf));
  });
});
