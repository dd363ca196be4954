import { expect } from 'chai';
import { keepScreenshot } from '../harness/browser.ts';
import { waitFor } from '../harness/wait-for.ts';
import { comment, describeStage, write } from './widget-stage.ts';

const WORDS = 'See https://ferries.example for the timetable.';

describeStage('A reader who is asked to show that no program writes', (stage) => {
  before(async () => {
    await stage.service.configure({ captcha: 'on-suspicion', trustedAfter: 1 });
  });

  it('does nothing for it: the widget says what goes on, solves it and posts', async () => {
    const sent: { captcha?: string; idempotencyKey: string; composedMs?: number }[] = [];
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const page = await stage.open('captcha', {
      before: async (opened) => {
        // As on a page over plain http.
        await opened.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
        await opened.route('**/v1/comments', async (route) => {
          if (route.request().method() !== 'POST') return route.continue();
          sent.push(route.request().postDataJSON());
          if (sent.at(-1)?.captcha) await mayGoOn;
          return route.continue();
        });
      },
    });
    await write(page, WORDS, 'Alice');
    const told = page.locator('.pending-comment').getByText('Checking that you are not a robot…');
    await told.waitFor();
    await page
      .locator('[aria-live=polite]')
      .filter({ hasText: 'Checking that you are not a robot…' })
      .waitFor({ state: 'attached' });
    await keepScreenshot(page, 'captcha-checking');
    goOn();
    await comment(page, 'for the timetable').waitFor();
    await told.waitFor({ state: 'detached' });
    // One that is posted before all of the widget is here is tried once more without a proof.
    expect(sent[0]?.captcha).to.equal(undefined);
    expect(sent.filter(({ captcha }) => captcha)).to.have.length(1);
    expect(sent.length).to.be.within(2, 3);
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).to.equal(1);
  });

  it('is not in the way either when the post comes before what solves it', async () => {
    const { promise: mayLoad, resolve: load } = Promise.withResolvers<void>();
    let posts = 0;
    const page = await stage.open('captcha early', {
      before: (opened) =>
        opened.route(/on-demand|v1\/comments/, async (route) => {
          const isPost = route.request().method() === 'POST';
          if (isPost) posts += 1;
          else if (route.request().url().includes('on-demand')) await mayLoad;
          await route.continue();
        }),
    });
    await write(page, WORDS, 'Carol');
    await waitFor('the first attempt', () => posts === 1);
    load();
    await comment(page, 'for the timetable').waitFor();
  });

  it('is told so, and keeps the text, where the proof is not taken', async () => {
    const page = await stage.open('captcha refused', {
      before: (opened) =>
        opened.route('**/v1/comments', async (route) => {
          if (route.request().method() !== 'POST') return route.continue();
          const { captcha: _captcha, ...body } = route.request().postDataJSON();
          return route.continue({ postData: JSON.stringify(body) });
        }),
    });
    await write(page, WORDS, 'Bob');
    await page.getByText('Your browser could not show that you are not a robot.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Add to the discussion' }).inputValue()).to.equal(WORDS);
  });
});
