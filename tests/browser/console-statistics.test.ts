import { expect } from 'chai';
import { expectAccessible, keepScreenshot } from '../harness/browser.ts';
import { anotherSite } from '../harness/staff.ts';
import { type Desk, describeDesk, PHONE } from './console-stage.ts';

const HOUR_MS = 3_600_000;

describeDesk('the statistics in the console in a browser', (stage) => {
  it('say that nothing happened, in a room of their own that keys lead to', async () => {
    const desk = await open('#/queue/open');
    const { page } = desk;
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByText('Nothing came in and nothing was decided').waitFor();
    expect(page.url()).to.include('#/statistics');
    await page.goBack();
    await page.getByText('Nothing waits for you').waitFor();
  });

  it('draw each plot, and say the same in a table', async () => {
    for (const [index, name] of ['alice', 'bob', 'cleo', 'dora'].entries()) {
      const held = await stage.hold(name, `Words ${index}`);
      stage.service.clock.move(HOUR_MS);
      if (index > 2) continue;
      const action = index === 0 ? 'approve' : 'reject';
      const { version } = (await stage.ben.api.getItem(held.id)).item;
      const { results } = await stage.ben.api.decide([{ item: held.id, version, action }]);
      if (index === 1) await stage.ben.api.undo(results[0]?.event?.id ?? '');
    }
    await anotherSite(stage.service);
    const desk = await open('#/statistics?days=30');
    const { page } = desk;
    await page.locator('.plot-canvas canvas').nth(3).waitFor();
    const figures = await page.locator('.figure').allInnerTexts();
    const figure = (name: string) => figures.find((text) => text.startsWith(name))?.split('\n')[1];
    expect(figure('Came in')).to.equal('4');
    expect(figure('Decided')).to.equal('3');
    expect(figure('Median to decision')).to.match(/^1 h/);
    expect(figure('Overturned')).to.equal('33 %');
    expect(figure('Waiting now')).to.equal('2');

    const flow = page.getByRole('figure', { name: 'Came in and decided' });
    await flow.getByText('The figures as a table').click();
    const rows = flow.getByRole('row');
    expect(await rows.count()).to.be.at.least(31);
    const totals = await flow
      .locator('tbody tr')
      .evaluateAll((all) => all.reduce((sum, row) => sum + Number(row.querySelector('td')?.textContent), 0));
    expect(totals).to.equal(4);
    await page.getByRole('row', { name: /^Ben 3 / }).waitFor();
    await page.getByRole('link', { name: /^Median to decision 1 h/ }).waitFor();
    await page.getByRole('row', { name: /^Suspect word 4 3 / }).waitFor();
    expect(await page.getByRole('region', { name: 'By site' }).getByRole('row').count()).to.equal(3);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 2400 });
    await keepScreenshot(page, 'console-statistics-1280');
  });

  it('keep what they showed when they cannot be counted anew, and say so', async () => {
    const desk = await open('#/statistics');
    const { page } = desk;
    await page.locator('.figure dd').first().waitFor();
    await page.route('**/v1/moderation/stats*', (route) => route.abort());
    await page.getByRole('link', { name: '90 days' }).click();
    await page.getByRole('alert').filter({ hasText: 'What you see is from before' }).waitFor();
    expect(await page.locator('.figure').count()).to.equal(8);
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.whole-pane [role=alert]').waitFor({ state: 'detached' });
    await page.goBack();
    expect(page.url()).to.not.include('days');
  });

  it('fit a phone in the dark, and are drawn in the colours of the theme', async () => {
    const desk = await stage.desk({ hash: '#/statistics?days=30', viewport: PHONE, scheme: 'dark' });
    const { page } = desk;
    await page.locator('.plot-canvas canvas').nth(3).waitFor();
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).to.be.at.most(0);
    await expectAccessible(page);
    await page.setViewportSize({ ...PHONE, height: 2800 });
    await keepScreenshot(page, 'console-statistics-390-dark');
    // Paper is white, and says of itself what it counts and when.
    await page.emulateMedia({ media: 'print' });
    await page.getByText(/^all sites, since .+; counted /).waitFor();
    expect(await page.getByRole('navigation', { name: 'Places' }).count()).to.equal(0);
    const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(paper).to.equal('rgb(255, 255, 255)');
  });

  async function open(hash: string): Promise<Desk> {
    const desk = await stage.desk({ hash });
    return desk;
  }
});
