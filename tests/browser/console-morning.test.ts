import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type MailServer, startMailServer } from '../harness/mail-server.ts';
import { OWNER, SITE } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { mayDecide } from './console-keys.ts';
import { describeDesk } from './console-stage.ts';

let mail: MailServer;
/** More than there are rows in this test. */
const STEPS_MAX = 12;

async function service() {
  mail = await startMailServer();
  return { env: { MAIL_URL: mail.url } };
}

describeDesk({ title: 'a moderator’s morning without a mouse, in a browser', service }, (stage) => {
  after(() => mail.close());

  it('is worked through from signing in to signing out, and the focus is never lost', async function () {
    this.timeout(120_000);
    const troll = await stage.service.guest('troll');
    const calm = await troll.post('harbour', 'Something calm.');
    const held = new Map<string, string>();
    for (const name of ['alice', 'bob', 'cleo', 'dora']) {
      held.set(name, (await stage.hold(name, `Words of ${name}`)).id);
    }
    await troll.post('ferry', 'A casino.');
    await reportIssue();

    const desk = await stage.visit();
    const { page } = desk;
    page.setDefaultTimeout(12_000);
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const itemOf = async (name: string) => (await stage.ben.api.getItem(held.get(name) ?? '')).item;
    /** Along the list, down and then up, until this one is open. */
    const walkTo = async (name: string) => {
      const author = page.locator('.comment .byline b');
      for (let step = 0; step < STEPS_MAX; step += 1) {
        await author.waitFor();
        if ((await author.textContent()) === name) return mayDecide(desk);
        const before = page.url();
        await press('j');
        if (page.url() === before) for (let back = 0; back < STEPS_MAX; back += 1) await press('k');
      }
      throw new Error(`${name} was not come by`);
    };

    // The field is ready for typing.
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.keyboard.type(OWNER.email);
    await press('Tab');
    await page.keyboard.type(OWNER.password);
    await press('Enter');

    // The queue: one is approved, one goes to a lead with a note, two are decided together and taken back.
    await walkTo('alice');
    await press('a');
    await page.getByText('Approved: alice’s comment.').waitFor();
    await walkTo('bob');
    await press('n');
    await page.keyboard.type('Is this the same person as last week?');
    await press('Control+Enter');
    await page.getByText('Note goes with the decision').waitFor();
    await press('e');
    await page.getByText('Escalated: bob’s comment.').waitFor();
    expect((await stage.ben.api.getItem(held.get('bob') ?? '')).events.at(-1)?.note).to.match(/last week/);
    for (const name of ['cleo', 'dora']) {
      await walkTo(name);
      await press('x');
    }
    await page.getByText('2 marked').waitFor();
    await press('s');
    await page.getByText('Marked as spam: 2 comments.').waitFor();
    await press('u');
    await page.getByText(/^Taken back \(spam\): 2/).waitFor();
    expect((await itemOf('cleo')).state).to.equal('open');

    // A ban for a week with what was written in the last three days; all of it taken back by one key.
    await walkTo('troll');
    await page.getByRole('button', { name: 'Sanction …' }).waitFor();
    await press('b');
    const dialog = page.getByRole('dialog', { name: 'Sanction troll' });
    await dialog.waitFor();
    await press('ArrowDown', 'ArrowDown', 'Tab');
    expect(await focused(page)).to.include('How long');
    await press('Tab', 'Tab');
    await page.keyboard.type('Insults in three threads.');
    await press('Tab', 'Space', 'Tab', 'Control+a');
    await page.keyboard.type('3');
    await press('Control+Enter');
    await page.getByText(/^troll is banned until/).waitFor();
    await page.getByText('2 comments removed.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    const sanction = (await stage.ben.api.getAuthor(troll.id)).sanctions[0];
    expect(sanction).to.deep.include({ kind: 'ban', reason: 'Insults in three threads.', isInForce: true });
    const days = (Date.parse(sanction?.until ?? '') - Date.parse(sanction?.at ?? '')) / 86_400_000;
    expect(Math.round(days)).to.equal(7);
    expect(await focused(page), 'after the ban').to.not.equal('');
    await press('u');
    await page.getByText('troll is no longer banned.').waitFor();
    await page.getByText('2 comments are back as they were.').waitFor();
    expect((await stage.ben.api.getComment(calm.id)).comment.status).to.equal('published');

    // A thread is closed by its button, which keeps the focus, opened by a key, and closed again.
    await press('g', 't');
    await page.getByText('About harbour').waitFor();
    await press('/');
    await page.keyboard.type('harbour');
    await press('Enter');
    await waitFor('the one thread', async () => (await page.locator('[data-row]').count()) === 1);
    await press('j', 'Enter');
    const close = page.getByRole('button', { name: 'Close the thread' });
    await close.waitFor();
    for (let step = 0; step < STEPS_MAX && !(await focused(page)).startsWith('Close'); step += 1) {
      await press('Tab');
    }
    await press('Enter');
    await page.getByRole('button', { name: 'Open it again' }).waitFor();
    expect(await focused(page)).to.include('Open it again');
    await press('u');
    await close.waitFor();
    await press('c');
    await page.getByRole('button', { name: 'Open it again' }).waitFor();
    expect((await stage.ben.api.listThreads({ q: 'harbour' })).threads[0]?.state).to.equal('closed');

    // A word is tried on a text before it is saved.
    await press('g', 'w');
    await page.getByLabel('Banned words').waitFor();
    await press('/', 'Enter', 'Tab');
    expect(await focused(page)).to.include('Banned words');
    await press('Control+End', 'Enter');
    await page.keyboard.type('rogue*');
    await press('Escape', 'w');
    await page.keyboard.type('What a ROGUERY.');
    await press('Control+Enter');
    await page.getByText('It would be refused.').waitFor();
    expect((await stage.ben.api.getSettings(SITE)).settings.bannedWords).to.not.include('rogue*');
    await press('Escape', '/', 'Enter', 'Tab', 'Control+Enter');
    await page.getByText('Saved. It holds from now on.').waitFor();
    expect((await stage.ben.api.getSettings(SITE)).settings.bannedWords).to.include('rogue*');
    expect(await focused(page)).to.include('Banned words');

    // A reader in trouble is answered.
    await press('Escape', 'g', 'i');
    await page.getByRole('heading', { name: 'Session expired' }).waitFor();
    await page.getByRole('textbox', { name: 'Answer by mail' }).waitFor();
    await press('w');
    await page.keyboard.type('Please sign in again.');
    await press('Control+Enter');
    await page.locator('.issue-history').getByText('answered a reader by mail').waitFor();

    // What happened is looked up.
    await press('Escape', 'g', 'l');
    await page.locator('.log-row').first().waitFor();
    await press('/');
    await page.keyboard.type('last week');
    await press('Enter');
    await waitFor('the entry', async () => (await page.locator('.log-row').count()) === 1);
    await press('j');
    await page.locator('.comment .byline b', { hasText: 'bob' }).waitFor();

    await press('Control+k');
    await page.keyboard.type('sign out');
    await press('Enter');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await focused(page), 'at the door again').to.match(/E-mail|Password/);
  });

  async function reportIssue(): Promise<void> {
    await stage.ben.api.reportIssue({
      ticket: randomUUID(),
      site: SITE,
      page: 'https://gazette.example/ferry',
      message: 'My comment does not send.',
      email: 'bob@reader.example',
      diagnosis: ['session-expired'],
      diagnostics: { version: '0.1.0', browser: 'Firefox 140 on Linux' },
    });
    await stage.service.settle();
  }
});

/** What has the focus, by its label or words; nothing when that is the page itself. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return '';
    const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
    return [element.getAttribute('aria-label'), ...labels, element.textContent]
      .filter(Boolean)
      .join(' ')
      .trim();
  });
}
