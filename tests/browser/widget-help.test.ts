import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible } from '../harness/browser.ts';
import { SITE } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { describeStage } from './widget-stage.ts';

const LINE = /Please let us know if you’re having issues with commenting/;

describeStage('The panel for readers in trouble', (stage) => {
  const focused = (page: Page) =>
    page.evaluate(() => {
      const element = document.activeElement?.shadowRoot?.activeElement;
      return element?.id || element?.textContent?.trim() || element?.localName || '';
    });
  const shown = async (page: Page) => JSON.parse(await page.locator('details textarea').inputValue());

  async function samples(ticket: string) {
    const { api } = await stage.service.moderator();
    await stage.service.settle();
    const { groups } = await api.listIssues();
    const full = await Promise.all(groups.map(({ id }) => api.getIssueGroup(id)));
    return full.flatMap((group) =>
      group.samples.filter((one) => one.ticket === ticket).map((sample) => ({ api, group, sample })),
    );
  }
  const arrived = (ticket: string) =>
    waitFor(`the report ${ticket}`, async () => {
      const found = await samples(ticket);
      expect(found).to.have.length(1);
      return found[0];
    });

  it('is used with the keyboard alone, says what it is about, and gives the place back', async () => {
    const page = await stage.open('keys');
    await page.getByText('Nobody has commented yet.').waitFor();
    await page.getByRole('button', { name: LINE }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Having issues with commenting?' }).waitFor();
    expect(await focused(page)).to.equal('issue-title');
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    await page.keyboard.type('It hangs.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('bob@readers.example');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused(page)).to.equal('textarea');
    const report = await shown(page);
    expect(report).to.include({ message: 'It hangs.', email: 'bob@readers.example' });
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    expect(await focused(page)).to.equal('Send report');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Thank you. Your report has arrived.').waitFor();
    await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.id === 'issue-title');
    await expectAccessible(page);
    const { sample } = await arrived(report.ticket);
    // What the server lays beside it is not of the reader's telling.
    const { served: _, ...diagnostics } = sample.diagnostics;
    expect({ ...sample, diagnostics }).to.deep.include(report);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(page)).to.match(LINE);
  });

  it('sends what was being written only when its reader ticks that', async () => {
    const page = await stage.open('ticked');
    await page.getByRole('textbox', { name: 'Add to the discussion' }).fill('Half a thought');
    await page.getByRole('button', { name: LINE }).click();
    expect(JSON.stringify(await shown(page))).not.to.contain('Half a thought');
    const tick = page.getByLabel('Send along what I was writing');
    await tick.check();
    expect((await shown(page)).diagnostics.draft).to.equal('Half a thought');
    await tick.uncheck();
    expect(JSON.stringify(await shown(page))).not.to.contain('Half a thought');
    await tick.check();
    const { ticket } = await shown(page);
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByText('Your report has arrived.').waitFor();
    expect((await arrived(ticket)).sample.diagnostics).to.include({ draft: 'Half a thought' });
  });

  it('tells later what became of a report, with the moderators’ note, and has it deleted', async () => {
    const page = await stage.open('later');
    await page.getByRole('button', { name: LINE }).click();
    const { ticket } = await shown(page);
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByText('Your report has arrived.').waitFor();
    const { api, group } = await arrived(ticket);
    const { version } = await api.getIssueGroup(group.id);
    const note = 'Mended this morning.';
    await api.updateIssueGroup(group.id, { version, state: 'fixed', publicNote: note });
    await page.reload();
    await page.getByRole('button', { name: LINE }).click();
    const earlier = page.getByRole('listitem').filter({ hasText: ticket });
    await earlier.getByText('The fault is mended.').waitFor();
    await earlier.getByText(note).waitFor();
    await expectAccessible(page);
    await earlier.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('status').getByText('The report is deleted.').waitFor();
    expect(await focused(page)).to.equal('issue-earlier');
    expect(await earlier.count()).to.equal(0);
    expect(await samples(ticket)).to.deep.equal([]);
    expect(await page.evaluate(() => localStorage.getItem('parley:issues'))).to.equal(null);
  });

  it('leads around a page whose rules let no script reach us', async () => {
    const page = await stage.openBody(
      'ruled',
      `<meta http-equiv="Content-Security-Policy" content="connect-src 'none'"><body>
       <script async src="${stage.service.url}/embed.js" data-site="${SITE}" data-contact="desk@gazette.example"></script>`,
    );
    await page.getByRole('alert').getByText('The rules of this page forbid something').waitFor();
    await page.getByRole('button', { name: LINE }).click();
    await page.getByLabel(/What happened/).fill('Nothing comes through.');
    const { ticket, diagnosis } = await shown(page);
    expect(diagnosis).to.deep.equal(['csp-blocked']);
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByText('It is kept here').waitFor({ timeout: 15_000 });
    await expectAccessible(page);
    const mail = await page.getByRole('link', { name: 'Write to desk@gazette.example' }).getAttribute('href');
    expect(decodeURIComponent(mail ?? ''))
      .to.contain('Nothing comes through.')
      .and.contain(ticket);
    const opening = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Send it as a plain form' }).click();
    const form = await opening;
    await form.getByText('Your report has arrived').waitFor();
    expect((await arrived(ticket)).sample.message).to.equal('Nothing comes through.');
  });

  it('hands a report over when the page is left before it could be sent', async () => {
    const page = await stage.open('left', {
      before: (opened) =>
        opened.route(/\/h$/, (route) =>
          route.request().resourceType() === 'ping' ? route.continue() : route.abort(),
        ),
    });
    await page.getByRole('button', { name: LINE }).click();
    const { ticket } = await shown(page);
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.goto('about:blank');
    await arrived(ticket);
  });

  it('is on offer without the app, accessible, in the reader’s language and whatever the page does', async () => {
    const hostile =
      '<style>body { text-transform: uppercase; font: 40px/3 serif; text-shadow: 1px 1px red }</style>';
    const open = (name: string, blocked: RegExp) =>
      stage.openBody(
        name,
        `${hostile}<body><script async src="${stage.service.url}/embed.js" data-site="${SITE}" data-lang="de"></script>`,
        { before: (opened) => opened.route(blocked, (route) => route.abort()) },
      );
    const helped = await open('helped', /\/widget\//);
    await helped.getByText('Ein Teil der Kommentare konnte nicht geladen werden.').waitFor();
    await expectAccessible(helped);
    await helped.getByRole('button', { name: 'Dieses Problem melden' }).click();
    await helped.getByRole('dialog', { name: 'Klappt das Kommentieren nicht?' }).waitFor();
    await expectAccessible(helped);

    const bare = await open('bare', /\/widget\/|\/help\.js/);
    await bare.getByRole('heading', { name: 'Die Kommentare konnten nicht geladen werden.' }).waitFor();
    const said = bare.getByRole('link', { name: 'Dieses Problem melden' });
    await expectAccessible(bare);
    expect(await said.getAttribute('href'))
      .to.contain(`/h?site=${SITE}`)
      .and.to.contain('lang=de');
    await bare.getByRole('link', { name: 'Einfache Seite' }).click();
    await bare.getByText('Noch hat niemand kommentiert.').waitFor();
    await bare.goBack();
    await said.waitFor();
    const style = await said.evaluate((element) => {
      const { fontSize, textTransform, textShadow } = getComputedStyle(element);
      return { fontSize, textTransform, textShadow };
    });
    expect(style).to.deep.equal({ fontSize: '16px', textTransform: 'none', textShadow: 'none' });
  });

  it('has a word from the page where nothing of ours arrives, which makes way for the comments', async () => {
    const body = `<head><script async src="${stage.service.url}/embed.js" data-site="${SITE}"></script></head>
      <parley-comments><p>A blocker may keep the comments away.</p></parley-comments>`;
    const page = await stage.openBody('kept-away', body, {
      before: (opened) => opened.route(`${stage.service.url}/**`, (route) => route.abort()),
    });
    const word = page.getByText('A blocker may keep the comments away.');
    await word.waitFor();
    await page.unroute(`${stage.service.url}/**`);
    await page.reload();
    await page.getByText('Nobody has commented yet.').waitFor();
    expect(await word.isVisible()).to.equal(false);
  });
});
