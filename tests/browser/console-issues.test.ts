import { randomUUID } from 'node:crypto';
import { createApiClient } from '@parley/contracts/client/api-client';
import { expect } from 'chai';
import { keepScreenshot } from '../harness/browser.ts';
import { waitFor } from '../harness/wait-for.ts';
import { describeDesk } from './console-stage.ts';

describeDesk('issue reports in the console in a browser', (stage) => {
  it('are read and triaged, and a conflict keeps what was typed', async () => {
    const desk = await stage.desk({ hash: '#/issues' });
    const { page } = desk;
    await page.getByText('No reader has reported an issue.').waitFor();
    const ticket = randomUUID();
    await createApiClient({ baseUrl: stage.service.url }).reportIssue({
      ticket,
      site: 'gazette',
      page: 'https://gazette.example/ferry',
      message: 'My comment does not send.',
      diagnosis: ['session-expired'],
      diagnostics: { browser: 'Firefox', calls: [{ method: 'POST', route: '/v1/comments', status: 401 }] },
    });
    await stage.service.settle();
    await page.reload();
    await page.getByText('My comment does not send.').waitFor();
    await page.getByRole('row', { name: 'POST /v1/comments 401 Not seen by any process' }).waitFor();
    await keepScreenshot(page, 'console-issue-trace-1280');

    const group = await waitFor('the group', async () => (await stage.ben.api.listIssues()).groups[0]);
    let isFirst = true;
    await page.route('**/v1/moderation/issues/*', async (route) => {
      if (route.request().method() === 'PATCH' && isFirst) {
        isFirst = false;
        await stage.ben.api.updateIssueGroup(group.id, { version: group.version, state: 'triaged' });
      }
      await route.continue();
    });
    await page.getByLabel('Note to the readers').fill('We are looking into it.');
    await page.locator('.triage').getByLabel('State').selectOption('investigating');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('it is now “Triaged”').waitFor();
    expect(await page.getByLabel('Note to the readers').inputValue()).to.equal('We are looking into it.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await stage.ben.api.getIssueGroup(group.id)).to.include({
      state: 'investigating',
      publicNote: 'We are looking into it.',
    });
    const told = await createApiClient({ baseUrl: stage.service.url }).getTicket(ticket);
    expect(told.publicNote).to.equal('We are looking into it.');
  });
});
