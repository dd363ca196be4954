import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible, keepScreenshot } from '../harness/browser.ts';
import { type MailServer, startMailServer } from '../harness/mail-server.ts';
import { waitFor } from '../harness/wait-for.ts';
import { describeDesk, PHONE } from './console-stage.ts';

let server: MailServer;
const service = async () => {
  server = await startMailServer();
  return { env: { MAIL_URL: server.url } };
};

describeDesk({ title: 'triage of issue reports in a browser', service }, (stage) => {
  let page: Page;
  before(async () => {
    await report({ diagnosis: 'websocket-blocked', message: 'Nothing arrives by itself.' });
    ({ page } = await stage.desk({ hash: '#/issues' }));
    await page.getByRole('heading', { name: 'Websocket blocked' }).waitFor();
  });
  after(() => server.close());

  async function report({
    diagnosis,
    message = 'My comment does not send.',
    email = '',
  }: {
    diagnosis: string;
    message?: string;
    email?: string;
  }): Promise<string> {
    const ticket = randomUUID();
    await stage.ben.api.reportIssue({
      ticket,
      site: 'gazette',
      page: 'https://gazette.example/ferry',
      message,
      ...(email ? { email } : {}),
      diagnosis: [diagnosis],
      diagnostics: { version: '0.1.0', browser: 'Firefox 140 on Linux' },
    });
    await stage.service.settle();
    return ticket;
  }
  const groupOf = async (diagnosis: string) =>
    waitFor('the group', async () =>
      (await stage.ben.api.listIssues()).groups.find((one) => one.diagnosis[0] === diagnosis),
    );
  it('puts somebody in charge, and tells of two at once who was first', async () => {
    await page.getByLabel('In charge').selectOption({ label: 'Ben' });
    await page.getByLabel('Note for colleagues').fill('Ask the people of the proxy.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.locator('.issue-history').getByText('put Ben in charge').waitFor();
    await page.locator('.issue-history').getByText('Ask the people of the proxy.').waitFor();

    // Typed on what was seen; Ben comes first.
    await page.getByLabel('Note to the readers').fill('We are looking into it.');
    const group = await groupOf('websocket-blocked');
    await stage.ben.api.updateIssueGroup(group.id, { version: group.version, state: 'triaged' });
    await page.locator('.issue-history').getByText('set it to “Triaged”').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Ben changed this in the meantime; it is now “Triaged”').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await stage.ben.api.getIssueGroup(group.id)).to.deep.include({
      state: 'triaged',
      publicNote: 'We are looking into it.',
      assignee: { id: 'moderator-ben', name: 'Ben' },
    });
    await page.getByRole('button', { name: /^Undo: .+ told readers something/ }).click();
    await page.locator('.issue-history').getByText('took an act back').waitFor();
    expect((await stage.ben.api.getIssueGroup(group.id)).publicNote).to.equal(null);
    await page.getByText('1 report by 1 reader').waitFor();
    await page.getByRole('img', { name: /^Last 24 hours: 1 report, .+ within the last hour/ }).waitFor();
    await expectAccessible(page);
  });

  it('merges a group into another, and gives it back', async () => {
    await report({ diagnosis: 'live-unavailable' });
    await page.getByRole('button', { name: /1 new group/ }).click();
    await page.getByRole('link', { name: /Live unavailable/ }).click();
    await page.getByRole('heading', { name: 'Live unavailable' }).waitFor();
    await page.getByLabel('Merge into').selectOption({ label: 'Websocket blocked (1)' });
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByRole('heading', { name: 'Websocket blocked' }).waitFor();
    await page.getByText('2 reports by 1 reader').waitFor();
    await waitFor('the merged group to leave the list', async () => {
      return (await page.locator('.issue-row').count()) === 1;
    });
    await keepScreenshot(page, 'console-issue-merged-1440');
    await page.getByRole('button', { name: 'Give back “Live unavailable”' }).click();
    await page.getByText('1 report by 1 reader').waitFor();
    const group = await groupOf('live-unavailable');
    expect(group).to.include({ mergedInto: null, count: 1 });
  });

  it('answers a reader by mail, and shows that it was sent', async () => {
    await report({ diagnosis: 'session-expired', email: 'bob@reader.example' });
    const group = await groupOf('session-expired');
    await page.goto(`${stage.service.url}/console/#/issues/${group.id}`);
    await page.getByRole('textbox', { name: 'Answer by mail' }).fill('Please sign in again.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('.issue-history').getByText('answered a reader by mail').waitFor();
    await stage.service.settle();
    await page.locator('.answer').getByText('sent', { exact: true }).waitFor();
    expect(server.arrived.map(({ to }) => to)).to.deep.equal([['bob@reader.example']]);
    expect(server.arrived[0]?.raw).to.include('Please sign in again.');
    await keepScreenshot(page, 'console-issue-answer-1440');
    await expectAccessible(page);
  });

  it('says what is failing now, live, on a phone in the dark too', async () => {
    const phone = await stage.desk({ hash: '#/issues', viewport: PHONE, scheme: 'dark' });
    await phone.page.locator('.issue-row').first().waitFor();
    expect(await phone.page.getByText('Failing now').count()).to.equal(0);
    for (let count = 0; count < 6; count += 1) await report({ diagnosis: 'api-5xx' });
    await stage.service.settle();
    for (const on of [page, phone.page]) {
      const strip = on.locator('[data-failing]');
      await strip.getByText('Failing now').waitFor();
      await strip.getByRole('link', { name: 'Api 5xx' }).waitFor();
    }
    await keepScreenshot(page, 'console-issue-failing-1440');
    await keepScreenshot(phone.page, 'console-issue-failing-390-dark');
    await expectAccessible(phone.page);
    await phone.page.locator('[data-failing]').getByRole('link', { name: 'Api 5xx' }).click();
    await phone.page.getByText('6 reports by 1 reader').waitFor();
    await keepScreenshot(phone.page, 'console-issue-group-390-dark');
    await expectAccessible(phone.page);
    const { scrollWidth, clientWidth } = await phone.page.evaluate(() => document.documentElement);
    expect(scrollWidth).to.equal(clientWidth);
  });
});
