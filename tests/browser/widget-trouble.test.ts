import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible } from '../harness/browser.ts';
import { waitFor } from '../harness/wait-for.ts';
import { comment, describeStage, write } from './widget-stage.ts';

const REPORT = /Please let us know if you’re having issues with commenting/;

describeStage('The widget in trouble', (stage) => {
  /** The service as the page sees it, failing with this answer. */
  const answering = (status: number, code: string) => (page: Page) =>
    page.route('**/v1/**', (route) =>
      route.fulfill({
        status,
        headers: { 'access-control-allow-origin': '*', 'content-type': 'application/problem+json' },
        body: JSON.stringify({ code, status, title: code, detail: code }),
      }),
    );

  async function sendReport(page: Page): Promise<string> {
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByText(/Thank you/).waitFor();
    const told = await page.getByText(/number/).textContent();
    return /[0-9a-f-]{36}/.exec(told ?? '')?.[0] ?? '';
  }
  async function arrived(
    ticket: string,
  ): Promise<{ diagnosis: string[]; diagnostics: Record<string, unknown> }> {
    const { api } = await stage.service.moderator();
    return waitFor('the report', async () => {
      const { groups } = await api.listIssues();
      const samples = await Promise.all(groups.map(({ id }) => api.getIssueGroup(id)));
      return samples.flatMap((group) => group.samples).find((report) => report.ticket === ticket);
    });
  }

  it('a post whose answer was lost goes on by itself after a reload, and stays one comment', async () => {
    let isLosing = true;
    const page = await stage.open('lost answer', {
      before: (opened) =>
        opened.route('**/v1/comments', async (route) => {
          if (!isLosing || route.request().method() !== 'POST') return route.continue();
          await route.fetch();
          return route.abort();
        }),
    });
    await write(page, 'Did this arrive?', 'Alice');
    await page.getByText('Next attempt in').waitFor();
    isLosing = false;
    await page.reload();
    await comment(page, 'Did this arrive?').waitFor();
    await page.reload();
    await comment(page, 'Did this arrive?').waitFor();
    expect(await page.locator('article').count()).to.equal(1);
  });

  it('a text that was changed after it had arrived is offered as another comment', async () => {
    let isLosing = true;
    const page = await stage.open('changed text', {
      before: (opened) =>
        opened.route('**/v1/comments', async (route) => {
          if (!isLosing || route.request().method() !== 'POST') return route.continue();
          await route.fetch();
          return route.abort();
        }),
    });
    await write(page, 'First words.', 'Alice');
    await page.getByRole('button', { name: 'Stop trying' }).click();
    isLosing = false;
    await write(page, 'Other words.');
    await page.getByText('An earlier version of this did get posted.').waitFor();
    await page.getByRole('button', { name: 'Post as a new comment' }).click();
    await comment(page, 'Other words.').waitFor();
    await comment(page, 'First words.').waitFor();
  });

  it('a reply that was begun stands open after a reload', async () => {
    const alice = await stage.service.guest('Alice');
    await alice.post('drafts', 'What do you say?');
    const page = await stage.open('drafts');
    await comment(page, 'What do you say?').getByRole('button', { name: 'Reply to Alice' }).click();
    await page.getByRole('textbox', { name: 'Write a reply' }).fill('Half a thou');
    await page.reload();
    expect(await page.getByRole('textbox', { name: 'Write a reply' }).inputValue()).to.equal('Half a thou');
  });

  it('a session that has ended offers the name that was given last, and the text is kept', async () => {
    const page = await stage.open('ended session');
    await write(page, 'Still me.', 'Alice');
    await comment(page, 'Still me.').waitFor();
    await page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.startsWith('parley:session')) ?? '';
      const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
      localStorage.setItem(key, JSON.stringify({ ...kept, token: 'x'.repeat(43) }));
    });
    await page.reload();
    await page.getByRole('textbox', { name: 'Add to the discussion' }).fill('Who was I?');
    const name = page.getByRole('textbox', { name: 'Your name' });
    await name.waitFor();
    expect(await name.inputValue()).to.equal('Alice');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await comment(page, 'Who was I?').waitFor();
  });

  it('where the browser lets nothing be kept, commenting works all the same', async () => {
    const page = await stage.open('no storage', {
      before: (_, context) =>
        context.addInitScript(() => {
          Object.defineProperty(window, 'localStorage', {
            get() {
              throw new DOMException('denied', 'SecurityError');
            },
          });
        }),
    });
    await page.getByRole('textbox', { name: 'Add to the discussion' }).focus();
    await page.getByText('Drafts and your name are lost when you leave the page').waitFor();
    await expectAccessible(page);
    await write(page, 'Nothing to remember.', 'Alice');
    await comment(page, 'Nothing to remember.').waitFor();
  });

  it('a report gets through while the service answers with faults', async () => {
    const page = await stage.open('faulty', { before: answering(500, 'internal') });
    await page.getByText('The comments could not be loaded.').waitFor();
    await expectAccessible(page);
    await page.getByRole('alert').getByText('The service answered with a fault of its own.').waitFor();
    await page.getByRole('button', { name: 'Report this problem' }).click();
    await page.getByLabel(/What happened/).fill('Nothing loads.');
    const shown = await page.locator('details textarea').inputValue();
    const ticket = await sendReport(page);
    const report = await arrived(ticket);
    expect(report.diagnosis).to.deep.equal(['api-5xx']);
    expect(JSON.parse(shown).diagnostics).to.deep.equal(report.diagnostics);
    expect(report.diagnostics.calls).to.deep.include.members([
      {
        method: 'GET',
        route: '/v1/threads',
        status: 500,
        ms: (report.diagnostics.calls as { ms: number }[])[0]?.ms,
        requestId: null,
        secondsAgo: (report.diagnostics.calls as { secondsAgo: number }[])[0]?.secondsAgo,
      },
    ]);
    await page.unroute('**/v1/**');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Nobody has commented yet.').waitFor();
  });

  it('a report gets through when the app itself cannot be loaded, and trying again helps', async () => {
    const page = await stage.open('blocked', {
      before: (opened) => opened.route('**/widget/**', (route) => route.abort()),
    });
    await page.getByText('The comments could not be loaded.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: REPORT }).click();
    await page.getByLabel(/What happened/).fill('An empty box.');
    const report = await arrived(await sendReport(page));
    expect(report.diagnosis).to.deep.equal(['script-blocked']);
    await page.unroute('**/widget/**');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Nobody has commented yet.').waitFor();
  });

  it('a report that cannot be sent waits on the device and is sent with the next visit', async () => {
    const everything = (url: URL) => url.origin === stage.service.url && /^\/(v1|h)(\/|$)/.test(url.pathname);
    const page = await stage.open('cut off', {
      before: (opened) => opened.route(everything, (route) => route.abort()),
    });
    await page.getByRole('button', { name: 'Report this problem' }).click();
    await page.getByRole('dialog').getByText('The service cannot be reached from here.').waitFor();
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByText('It is kept here').waitFor();
    const ticket =
      /[0-9a-f-]{36}/.exec((await page.getByText('Report number').textContent()) ?? '')?.[0] ?? '';
    await page.unroute(everything);
    await page.reload();
    const report = await arrived(ticket);
    expect(report.diagnosis).to.deep.equal(['api-unreachable']);
    await waitFor('the report to leave the device', () =>
      page.evaluate(() => JSON.parse(localStorage.getItem('parley:issues') ?? '[]')[0]?.report === null),
    );
  });

  it('without WebSockets live changes come another way', async () => {
    const page = await stage.open('no sockets', {
      before: (opened) => opened.routeWebSocket(/\/live\//, (socket) => socket.close()),
    });
    await page.getByText('Nobody has commented yet.').waitFor();
    const alice = await stage.service.guest('Alice');
    await alice.post('no sockets', 'By the slow road.');
    await page.getByRole('button', { name: '1 new comment' }).click({ timeout: 40_000 });
    await comment(page, 'By the slow road.').waitFor();
  });
});
