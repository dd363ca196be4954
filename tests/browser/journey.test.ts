import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { DESKTOP, expectAccessible, keepScreenshot, PHONE } from '../harness/browser.ts';
import { startHostPages } from '../harness/host-page.ts';
import { OWNER, QUICK_WRITERS, SITE, startService } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { describeInWindows } from '../harness/windows.ts';

const open = async () => {
  const service = await startService();
  const host = await startHostPages(service.url, SITE);
  await service.configure({ ...QUICK_WRITERS, origins: [host.origin] });
  return { service, host, close: () => host.close().then(() => service.stop()) };
};

describeInWindows('A comment’s journey in the browser', { open }, (stage, windows) => {
  let alice: Page;
  let bob: Page;
  let mod: Page;

  before(async () => {
    alice = await openPage(stage.host.url('The ferry'), DESKTOP);
    bob = await openPage(stage.host.url('The ferry'), PHONE);
    mod = await openPage(`${stage.service.url}/console/`, DESKTOP);
  });

  async function openPage(url: string, viewport: { width: number; height: number }): Promise<Page> {
    const { page } = await windows.open({ viewport });
    await page.goto(url);
    return page;
  }
  const comment = (page: Page, words: string) => page.locator('article').filter({ hasText: words }).last();
  async function write(page: Page, words: string, name?: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Add to the discussion' }).fill(words);
    if (name) await page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await page.getByRole('button', { name: 'Post', exact: true }).click();
  }

  it('the empty thread invites, under a policy that allows nothing inline', async () => {
    await alice.getByText('Nobody has commented yet.').waitFor();
    await alice.getByRole('heading', { name: 'Comments' }).waitFor();
    await expectAccessible(alice);
    await keepScreenshot(alice, 'widget-empty-1280');
  });

  it('a guest gives a name and writes; the other window is told, and shows it when asked', async () => {
    await write(alice, 'She has **never** been late.', 'Alice');
    await comment(alice, 'never been late').waitFor();
    await bob.getByRole('button', { name: '1 new comment' }).click();
    await comment(bob, 'never been late').waitFor();
    expect(await comment(bob, 'never been late').locator('strong').textContent()).to.equal('never');
  });

  it('a reply to a reply shows up under a chip in the other window, without a reload', async () => {
    await comment(bob, 'never been late').getByRole('button', { name: 'Reply to Alice' }).click();
    await bob.getByRole('textbox', { name: 'Write a reply' }).fill('Twice, in 1987.');
    await bob.getByRole('textbox', { name: 'Your name' }).last().fill('Bob');
    const heightBelow = async () => {
      const [card, foot] = [
        comment(alice, 'never been late'),
        alice.locator('parley-comments footer').last(),
      ];
      return ((await foot.boundingBox())?.y ?? 0) - ((await card.boundingBox())?.y ?? 0);
    };
    const height = await heightBelow();
    await bob.getByRole('button', { name: 'Post', exact: true }).last().click();
    await comment(bob, 'Twice, in 1987.').waitFor();
    await alice.getByRole('button', { name: '1 new reply' }).waitFor();
    expect(await heightBelow(), 'what is told moves nothing').to.equal(height);
    await alice.getByRole('button', { name: '1 new reply' }).click();
    await comment(alice, 'Twice, in 1987.').waitFor();

    await comment(alice, 'Twice, in 1987.').getByRole('button', { name: 'Reply to Bob' }).click();
    await alice.getByRole('textbox', { name: 'Write a reply' }).fill('That was the fog.');
    await alice.getByRole('button', { name: 'Post', exact: true }).last().click();
    await bob.getByRole('button', { name: '1 new reply' }).click();
    await comment(bob, 'That was the fog.').waitFor();
    await expectAccessible(bob);
    await keepScreenshot(alice, 'widget-thread-1280');
    await keepScreenshot(bob, 'widget-thread-390');
  });

  it('an edit, a vote and a deletion arrive in place', async () => {
    await comment(alice, 'That was the fog.').getByRole('button', { name: 'Edit' }).click();
    await alice.getByRole('textbox', { name: 'Edit your comment' }).fill('That was the fog, both times.');
    await alice.getByRole('button', { name: 'Save' }).click();
    await comment(bob, 'That was the fog, both times.').waitFor();

    await comment(bob, 'That was the fog, both times.')
      .getByRole('button', { name: /^Vote for/ })
      .click();
    await comment(alice, 'That was the fog, both times.')
      .getByRole('button', { name: /^Vote for.*1/ })
      .waitFor();

    await comment(alice, 'That was the fog, both times.').getByRole('button', { name: 'Delete' }).click();
    await alice.getByRole('button', { name: 'Undo: Delete' }).waitFor();
    await comment(bob, 'That was the fog').waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('the server is stopped and started again: both windows catch up by themselves', async () => {
    await stage.service.nodes[0]!.restart();
    await write(alice, 'Is anybody still here?');
    await comment(alice, 'Is anybody still here?').waitFor({ timeout: 20_000 });
    await bob.getByRole('button', { name: '1 new comment' }).click({ timeout: 40_000 });
    await comment(bob, 'Is anybody still here?').waitFor();
  });

  it('a moderator signs in, and a held comment arrives in the queue while they look', async () => {
    await mod.getByLabel('E-mail').fill(OWNER.email);
    await mod.getByLabel('Password').fill('wrong');
    await mod.getByRole('button', { name: 'Sign in' }).click();
    await mod.getByText('The e-mail address or the password is wrong.').waitFor();
    await mod.getByLabel('Password').fill(OWNER.password);
    await mod.getByRole('button', { name: 'Sign in' }).click();
    await mod.getByText('Nothing waits for you.').waitFor();
    await keepScreenshot(mod, 'console-empty-1280');

    await write(alice, 'The captain is an idiot.');
    await alice.getByText('Awaiting a moderator.').waitFor();
    await keepScreenshot(alice, 'widget-held-1280');
    await mod.getByText('The captain is an idiot.').first().waitFor();
    expect(await bob.getByText('captain').count()).to.equal(0);
    expect(await bob.getByRole('button', { name: /new comment/ }).count()).to.equal(0);
  });

  it('the moderator approves with a key, and the readers’ windows follow', async () => {
    await mod.keyboard.press('j');
    await mod.getByRole('button', { name: /Approve/ }).waitFor();
    await expectAccessible(mod);
    await keepScreenshot(mod, 'console-item-1280');
    await mod.keyboard.press('a');
    await bob.getByRole('button', { name: '1 new comment' }).click();
    await comment(bob, 'The captain is an idiot.').waitFor();
    await alice.getByText('Awaiting a moderator.').waitFor({ state: 'detached' });
  });

  it('a reader reports a comment; rejected with keys it leaves every window, and its author is told', async () => {
    await comment(bob, 'Is anybody still here?').getByRole('button', { name: 'More' }).click();
    await comment(bob, 'Is anybody still here?').getByRole('button', { name: 'Report' }).click();
    await keepScreenshot(bob, 'widget-flag-390');
    await bob.getByRole('radio', { name: 'It is off topic' }).check();
    await bob.getByRole('button', { name: 'Send to the moderators' }).click();
    await mod.getByText('Is anybody still here?').first().waitFor();
    await mod.keyboard.press('j');
    await mod.getByRole('button', { name: /Reject/ }).waitFor();
    // A key counts only once the moderator can have seen what it would act on.
    await waitFor('the menu of reasons', async () => {
      await mod.keyboard.press('r');
      return mod.getByRole('menuitem').first().isVisible();
    });
    await mod.keyboard.press('Enter');
    await comment(bob, 'Is anybody still here?').waitFor({ state: 'detached' });
    await alice.getByText('Not published.').waitFor();
  });

  it('the line under the comments opens a report that reaches the console', async () => {
    await bob.getByRole('button', { name: /having issues with commenting/ }).click();
    await bob.getByLabel(/What happened|What went wrong/).fill('The button is hard to find.');
    await expectAccessible(bob);
    await keepScreenshot(bob, 'widget-report-390');
    await bob.getByRole('button', { name: /^Send/ }).click();
    await bob.getByText('Your report has arrived.').waitFor();
    await mod.keyboard.press('g');
    await mod.keyboard.press('i');
    await mod
      .getByRole('link', { name: /1 report/ })
      .first()
      .click();
    await mod.getByText('The button is hard to find.').first().waitFor();
    await expectAccessible(mod);
    await keepScreenshot(mod, 'console-issue-1280');
  });
});
