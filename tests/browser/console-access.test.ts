import type { Comment } from '@parley/contracts/objects';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { violationsOf } from '../harness/browser.ts';
import { mayDecide } from './console-keys.ts';
import { describeDesk, PHONE, type Stage, WIDE } from './console-stage.ts';

describeDesk('the console for everybody, in a browser', (stage) => {
  let talked: Comment;
  before(async () => {
    const held = await stage.hold('alice', 'Something to look at https://example.org');
    await stage.hold('bob', 'Something else');
    await stage.ben.api.claim(held.id);
    talked = await talkedAbout(stage);
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`keeps to WCAG AA in the ${scheme} theme`, async function () {
      this.timeout(120_000);
      const { page } = await stage.visit('', { scheme });
      await page.getByLabel('E-mail').waitFor();
      await expectNoViolations(page, 'sign-in');
      const desk = await stage.desk({ scheme, viewport: WIDE });
      await mayDecide(desk);
      await expectNoViolations(desk.page, 'queue');
      await desk.page.keyboard.press('r');
      await desk.page.getByRole('menu').waitFor();
      await expectNoViolations(desk.page, 'reasons');
      await desk.page.keyboard.press('Escape');
      await desk.page.keyboard.press('?');
      await desk.page.getByRole('dialog').waitFor();
      await expectNoViolations(desk.page, 'keys');
      await desk.page.keyboard.press('Escape');
      await desk.page.keyboard.press('Control+k');
      await desk.page.getByRole('combobox', { name: 'What do you want to do?' }).waitFor();
      await expectNoViolations(desk.page, 'palette');
      await desk.page.keyboard.press('Escape');
      await desk.page.keyboard.press('m');
      await desk.page.getByRole('button', { name: 'Add one' }).click();
      await expectNoViolations(desk.page, 'macros');
      await desk.page.keyboard.press('Escape');
      await desk.page.goto(`${stage.service.url}/console/#/queue/escalated/${talked.id}`);
      await desk.page.getByText('asks for a second look').first().waitFor();
      await desk.page.getByRole('button', { name: 'Sanction …' }).waitFor();
      await mayDecide(desk);
      await desk.page.keyboard.press('d');
      await desk.page.locator('.diff del').first().waitFor();
      await expectNoViolations(desk.page, 'an item with everything');
      await desk.page.keyboard.press('b');
      await desk.page.getByRole('dialog').waitFor();
      await expectNoViolations(desk.page, 'sanction');
      await desk.page.keyboard.press('Escape');
      await desk.page.getByRole('dialog').waitFor({ state: 'hidden' });
      await desk.page.keyboard.press('x');
      await desk.page.getByText('1 marked').waitFor();
      await expectNoViolations(desk.page, 'marked');
      for (const hash of ['#/issues', '#/log']) {
        await desk.page.goto(`${stage.service.url}/console/${hash}`);
        await desk.page.locator('.rows, .said').first().waitFor();
        await expectNoViolations(desk.page, hash);
      }
      const phone = await stage.desk({ scheme, viewport: PHONE });
      await phone.page.locator('[data-row]').first().waitFor();
      await expectNoViolations(phone.page, 'phone');
      await phone.page.goto(`${stage.service.url}/console/#/queue/escalated/${talked.id}`);
      await phone.page.getByText('In force').waitFor();
      await expectNoViolations(phone.page, 'an item on a phone');
      const overflow = await phone.page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).to.be.at.most(0);
    });
  }

  it('lets its single keys be switched off', async () => {
    const { page } = await stage.desk();
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByLabel('Single keys are on').uncheck();
    await page.getByRole('button', { name: 'Close' }).click();
    const before = page.url();
    await page.keyboard.press('j');
    await page.keyboard.press('r');
    expect(await page.getByRole('menu').count()).to.equal(0);
    expect(page.url()).to.equal(before);
  });

  it('runs under its own content security policy', async () => {
    const { page } = await stage.visit();
    const violations: string[] = [];
    await page.exposeFunction('tellViolation', (words: string) => violations.push(words));
    await page.addInitScript(
      `addEventListener('securitypolicyviolation', (event) => tellViolation(event.effectiveDirective + ' ' + event.blockedURI))`,
    );
    await page.reload();
    await page.getByLabel('E-mail').waitFor();
    expect(violations).to.deep.equal([]);
  });
});

/** Edited, flagged, rejected, appealed; its author under a sanction. */
async function talkedAbout({ service, ben }: Stage): Promise<Comment> {
  const lena = await service.guest('lena');
  const comment = await lena.post('ferry', 'You people are thieves.');
  await (await service.guest('frank')).api.flag(comment.id, 'abuse', 'An insult.');
  await lena.api.editComment(comment.id, 'You people are careless.');
  const { item } = await ben.api.getItem(comment.id);
  await ben.api.decide([{ item: item.id, version: item.version, action: 'reject', reason: 'An insult.' }]);
  await lena.api.appeal(comment.id, 'I have taken it back.');
  await ben.api.sanction(lena.id, { kind: 'premoderate', reason: 'Off topic.' });
  return comment;
}

async function expectNoViolations(page: Page, where: string): Promise<void> {
  const found = (await violationsOf(page)).map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join('; ')}`,
  );
  expect(found, where).to.deep.equal([]);
}
