import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible, keepScreenshot } from '../harness/browser.ts';
import { SITE } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { type Desk, describeDesk, PHONE } from './console-stage.ts';

describeDesk('threads, people and rules in the console in a browser', (stage) => {
  before(async () => {
    const alice = await stage.service.guest('Alice');
    await alice.post('bridge', 'The bridge is late again.');
    await alice.post('ferry', 'The ferries were quicker.');
    await stage.hold('bob', 'Something to hold');
  });

  it('threads are found, closed, slowed down and changed back', async () => {
    const { page } = await open('#/queue/open');
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await titles(page, ['About ferry', 'About bridge']);
    await page.getByRole('searchbox').fill('https://gazette.example/bridge');
    await page.keyboard.press('Enter');
    await titles(page, ['About bridge']);
    await page.goBack();
    await titles(page, ['About ferry', 'About bridge']);
    await page.getByText('1 waiting').waitFor();
    await page.locator('[data-row]').first().click();
    await page.getByRole('button', { name: 'Close the thread' }).click();
    await page.getByRole('button', { name: 'Open it again' }).waitFor();
    const { threads } = await stage.ben.api.listThreads({ q: 'ferry' });
    const id = threads[0]?.id ?? '';
    expect(threads[0]?.state).to.equal('closed');
    await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Close the thread' }).waitFor();
    await page.getByLabel('Slow mode').selectOption({ label: 'One comment in a minute' });
    await waitFor('slow mode', async () => {
      return (await stage.ben.api.getThread(id)).thread.own.slowModeSeconds === 60;
    });
    await page.getByRole('button', { name: 'Pin Alice’s comment' }).click();
    await page.getByRole('button', { name: 'Unpin Alice’s comment' }).waitFor();
    expect((await stage.ben.api.getThread(id)).pinned).to.have.length(1);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 860 });
    await keepScreenshot(page, 'console-threads-1280');
  });

  it('of two moderators who change a thread one is told who was faster', async () => {
    const { page } = await open('#/threads');
    await page.locator('[data-row]').filter({ hasText: 'About bridge' }).click();
    await page.getByRole('button', { name: 'Close the thread' }).waitFor();
    const { threads } = await stage.ben.api.listThreads({ q: 'bridge' });
    await stage.ben.api.updateThread(threads[0]?.id ?? '', { premoderation: 'all' });
    await page.getByRole('button', { name: 'Close the thread' }).click();
    await page.getByRole('alert').filter({ hasText: 'Ben has changed this thread meanwhile' }).waitFor();
    expect(await page.getByLabel('Looked at before they are public').inputValue()).to.equal('all');
    expect((await stage.ben.api.listThreads({ q: 'bridge' })).threads[0]?.state).to.equal('open');
    await page.getByRole('button', { name: 'Close the thread' }).click();
    await page.getByRole('button', { name: 'Open it again' }).waitFor();
  });

  it('people are found by name, sanctioned and let go again', async () => {
    const { page } = await open('#/people');
    await page.getByText('Nothing holds for anybody.').waitFor();
    await page.getByRole('region', { name: 'Who moderates' }).getByText('Ben', { exact: true }).waitFor();
    await page.getByRole('searchbox').fill('ALI');
    await page.keyboard.press('Enter');
    await titles(page, ['Alice']);
    await page.getByText('2 published, 0 held, 0 rejected').waitFor();
    await page.locator('[data-row]').click();
    await page.getByText('The ferries were quicker.').waitFor();
    await page.getByRole('button', { name: 'Sanction …' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Insults.');
    await page.getByRole('dialog').getByRole('button', { name: 'Premoderate Alice' }).click();
    await page.getByRole('button', { name: /^Lift:/ }).waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 860 });
    await keepScreenshot(page, 'console-people-1280');
    await page.goto(`${stage.service.url}/console/#/people`);
    await titles(page, ['Alice']);
    await page.locator('[data-row]').click();
    await page.getByRole('button', { name: /^Lift:/ }).click();
    await waitFor('the end of it', async () => {
      return (await stage.ben.api.listSanctions({ site: SITE })).sanctions.length === 0;
    });
    // The button is gone; what had it has the focus, not the top of the page.
    await page.locator('h1:focus', { hasText: 'Alice' }).waitFor();
  });

  it('rules are changed, kept while one looks elsewhere, and told who was faster', async () => {
    const { page } = await open('#/settings');
    const banned = page.getByRole('textbox', { name: 'Banned words' });
    await banned.fill('scoundrel*\n\nknave');
    await page.getByText('1 change not saved').waitFor();
    await page.keyboard.press('Tab');
    await page.goto(`${stage.service.url}/console/#/log`);
    const change = async (settings: Parameters<typeof stage.ben.api.changeSettings>[1]['settings']) => {
      const { version } = await stage.ben.api.getSettings(SITE);
      await stage.ben.api.changeSettings(SITE, { version, settings });
    };
    await change({ bannedWords: ['rogue'] });
    await page.goBack();
    await page.getByText('Ben has changed the settings meanwhile. They changed: “Banned words”.').waitFor();
    expect(await banned.inputValue()).to.equal('scoundrel*\n\nknave');
    await page.getByText('Saved meanwhile: rogue').waitFor();
    // From here on the console does not hear of changes by itself.
    await page.route('**/settings', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    await change({ trustedAfter: 4 });
    await page.getByRole('button', { name: 'Save' }).click();
    await page
      .getByText(
        /They are shown as they are now\..* besides, and it stands: “Published comments after which an author is no longer new”/,
      )
      .waitFor();
    await page.unrouteAll();
    expect((await stage.ben.api.getSettings(SITE)).settings.bannedWords).to.deep.equal(['rogue']);
    expect(await banned.inputValue()).to.equal('scoundrel*\n\nknave');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. It holds from now on.').waitFor();
    const { settings } = await stage.ben.api.getSettings(SITE);
    expect(settings.bannedWords).to.deep.equal(['scoundrel*', 'knave']);
    expect(settings.trustedAfter).to.equal(4);

    await page.getByRole('textbox', { name: 'A comment' }).fill('What a SCOUNDRELLY thing.');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('It would be refused.').waitFor();
    // What is in the form is what is tried, saved or not.
    await banned.fill('knave');
    await page.getByText('It would be public at once.').waitFor();
    expect((await stage.ben.api.getSettings(SITE)).settings.bannedWords).to.include('scoundrel*');
    await banned.fill('scoundrel*\n**');
    await page.getByText('“Banned words”: word 2 must contain a letter or a digit.').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('It would be refused.').waitFor();

    // What another lead saves meanwhile comes by itself, and is told where it meets a change of one's own.
    await page.getByLabel('Deepest reply').fill('7');
    await change({ maxDepth: 9, votes: 'up' });
    await page.getByText('Saved meanwhile: 9').waitFor({ timeout: 15_000 });
    await page.getByText(/They changed besides, and it stands: “Votes”/).waitFor();
    expect(await page.getByLabel('Votes').inputValue()).to.equal('up');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take it: Deepest reply' }).click();
    await page.getByText('Nothing is changed.').waitFor();
    expect(await page.getByLabel('Deepest reply').inputValue()).to.equal('9');
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 1800 });
    await keepScreenshot(page, 'console-settings-1280');

    await page.getByLabel('Suspect words').fill('fine\n**');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('What is wrong stands beside the fields').waitFor();
    await page.getByText('word 2 must contain a letter or a digit').waitFor();
    expect(await page.getByLabel('Suspect words').inputValue()).to.equal('fine\n**');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Nothing is changed.').waitFor();
  });

  it('fit a phone in the dark', async () => {
    const { page } = await open('#/threads', { viewport: PHONE, scheme: 'dark' });
    await page.locator('[data-row]').first().click();
    await page.locator('.steer').waitFor();
    for (const [hash, ready] of [
      [null, '.steer'],
      ['#/people', '.said'],
      ['#/settings', '.save-bar'],
    ] as const) {
      if (hash !== null) await page.goto(`${stage.service.url}/console/${hash}`);
      await page.locator(ready).first().waitFor();
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow, ready).to.be.at.most(0);
      await expectAccessible(page);
      await keepScreenshot(page, `console-${hash?.slice(2) ?? 'thread'}-390-dark`);
    }
  });

  async function open(
    hash: string,
    options: { viewport?: typeof PHONE; scheme?: 'light' | 'dark' } = {},
  ): Promise<Desk> {
    const desk = await stage.desk({ hash, ...options });
    return desk;
  }
});

async function titles(page: Page, wanted: string[]): Promise<void> {
  await waitFor(`the rows ${wanted}`, async () => {
    return (await page.locator('.room-title').allTextContents()).join() === wanted.join();
  });
}
