import { verifyLog } from '@parley/core/moderation/verify-log';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible, keepScreenshot } from '../harness/browser.ts';
import { type Desk, describeDesk, PHONE } from './console-stage.ts';

describeDesk('the log in the console in a browser', (stage) => {
  before(async () => {
    const [first, second] = [await stage.hold('alice', 'One'), await stage.hold('bob', 'Two')];
    const reject = { action: 'reject', reason: 'It is advertising.', note: 'third time this week' } as const;
    await stage.ben.api.decide([{ item: first.id, version: 1, ...reject }]);
    const ana = await stage.service.moderator();
    await ana.api.decide([{ item: second.id, version: 1, action: 'approve' }]);
    await ana.api.updateThread(second.thread, { state: 'closed', slowModeSeconds: 60 });
    await stage.ben.api.sanction(first.author?.id ?? '', { kind: 'mute', reason: 'A troll.' });
  });

  it('tells who did what to whom and why, and is searched by all of it', async () => {
    const { page } = await open('#/log');
    await page.getByText('Ben rejected alice’s comment').waitFor();
    expect(await sentences(page)).to.deep.equal([
      'Ben muted alice until it is lifted',
      'mod set “About ferry”: closed, one comment in 60 s',
      'mod approved bob’s comment',
      'Ben rejected alice’s comment',
      'Screening held bob’s comment for review',
      'Screening held alice’s comment for review',
    ]);
    await page.getByRole('searchbox').fill('THIRD time');
    await page.keyboard.press('Enter');
    await rows(page, 1);
    expect(page.url()).to.include('text=THIRD+time');
    await page.locator('[data-row]').click();
    await page.locator('.item-head').waitFor();
    await page.getByRole('link', { name: /^Without/ }).click();
    await rows(page, 6);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Who').selectOption({ label: 'Ben' });
    await rows(page, 2);
    await page.getByLabel('What').selectOption({ label: 'Sanctioned an author' });
    await rows(page, 1);
    await expectAccessible(page);
    await page.goBack();
    await rows(page, 2);
    await page.goBack();
    await rows(page, 6);
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.getByRole('button', { name: 'Filters' }).click();
    await keepScreenshot(page, 'console-log-1280');
  });

  it('says when nothing fits, and leads out of it', async () => {
    const { page } = await open('#/log?until=2020-01-01');
    await page.getByText('Nothing in the log fits.').waitFor();
    await page.getByRole('link', { name: 'Show everything' }).click();
    await rows(page, 6);
  });

  it('ends in a seal that can be compared with what the command finds', async () => {
    const { page } = await open('#/log');
    await page.getByText('6 entries, each sealed').click();
    const { sites } = await verifyLog({ store: stage.service.nodes[0]!.running.store });
    expect(await page.locator('.chain code').allTextContents()).to.deep.equal(sites.map(({ head }) => head));
  });

  it('is walked by keys, acts among the events', async () => {
    const { page } = await open('#/log');
    await rows(page, 6);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.locator('.log-row.thread-updated [aria-current]').waitFor();
    await page.keyboard.press('j');
    await page.locator('.comment .byline b', { hasText: 'bob' }).waitFor();
    expect(page.url()).to.match(/#\/log\/[a-z0-9]{46}/);
  });

  it('fits a phone in the dark', async () => {
    const { page } = await open('#/log', { viewport: PHONE, scheme: 'dark' });
    await rows(page, 6);
    await page.getByRole('button', { name: 'Filters' }).click();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).to.be.at.most(0);
    await expectAccessible(page);
    await keepScreenshot(page, 'console-log-390-dark');
  });

  async function open(
    hash: string,
    options: { viewport?: typeof PHONE; scheme?: 'light' | 'dark' } = {},
  ): Promise<Desk> {
    const desk = await stage.desk({ hash, ...options });
    return desk;
  }
});

function sentences(page: Page): Promise<string[]> {
  return page.locator('.log-sentence').allTextContents();
}

async function rows(page: Page, count: number): Promise<void> {
  await page.locator('[data-list][aria-busy=false]').waitFor();
  await page.waitForFunction((wanted) => document.querySelectorAll('[data-row]').length === wanted, count);
}
