import { expect } from 'chai';
import type { Page, Route } from 'playwright-core';
import { expectAccessible, keepScreenshot, PHONE } from '../harness/browser.ts';
import { SITE } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { comment, describeStage, write } from './widget-stage.ts';

const isPost = (route: Route) => route.request().method() === 'POST';
const box = (page: Page) => page.getByRole('textbox', { name: 'Add to the discussion' });
const post = (page: Page) => page.getByRole('button', { name: 'Post', exact: true });

describeStage('Writing in the widget', (stage) => {
  /** What the store holds for a thread, read by somebody else. */
  async function texts(key: string): Promise<string[]> {
    const reader = await stage.service.guest('Somebody');
    const { comments } = await reader.api.openThread({ site: SITE, key });
    return comments.items.map(({ html }) => html ?? '');
  }

  it('a preview shows to the letter what the comment will be', async () => {
    const page = await stage.open('preview');
    const words =
      '**Bold**, :tada: and `:tada:`\n\n> a quote\n\n![a](https://x.example/p.png)\n\n```\ncode\n```';
    await box(page).fill(words);
    await page.getByRole('button', { name: 'Preview' }).click();
    const shown = page.getByRole('region', { name: 'Preview' }).locator('.body');
    await shown.getByText('🎉').waitFor();
    const html = await shown.innerHTML();
    await expectAccessible(page);
    await keepScreenshot(page, 'writing-preview-1280');
    await write(page, words, 'Alice');
    await comment(page, 'a quote').waitFor();
    expect(await comment(page, 'a quote').locator('.body').innerHTML()).to.equal(html);
    expect(await page.locator('article img').count()).to.equal(0);
  });

  it('a preview follows the text, and says so when it cannot be had', async () => {
    const page = await stage.open('preview follows');
    await box(page).fill('First');
    await page.getByRole('button', { name: 'Preview' }).click();
    const shown = page.getByRole('region', { name: 'Preview' });
    await shown.getByText('First').waitFor();
    await box(page).fill('Second');
    await shown.getByText('Second').waitFor();
    await page.route('**/v1/preview', (route) => route.abort());
    await box(page).fill('Third');
    await shown.getByText('The preview cannot be had').waitFor();
  });

  it('a draft survives a reload, and so does the text when its tab crashes', async () => {
    const page = await stage.open('crash');
    await box(page).fill('A long thought, half');
    await page.reload();
    expect(await box(page).inputValue()).to.equal('A long thought, half');
    await box(page).fill('A long thought, half done');
    const crashed = new Promise((resolve) => page.once('crash', resolve));
    page.goto('chrome://crash').catch(() => {});
    await crashed;
    const again = await page.context().newPage();
    await again.goto(stage.host.url('crash'));
    expect(await box(again).inputValue()).to.equal('A long thought, half done');
  });

  it('two presses on Post make one comment', async () => {
    const page = await stage.open('double click');
    await box(page).fill('Only once.');
    await page.getByRole('textbox', { name: 'Your name' }).fill('Alice');
    await post(page).dblclick();
    await comment(page, 'Only once.').waitFor();
    expect(await texts('double click')).to.deep.equal(['<p>Only once.</p>']);
  });

  it('what is under way is shown at once, in its place, and gives way to the comment', async () => {
    let answer = () => {};
    const page = await stage.open('optimistic', {
      before: (opened) =>
        opened.route('**/v1/comments', async (route) => {
          if (isPost(route)) await new Promise<void>((resolve) => (answer = resolve));
          return route.continue();
        }),
    });
    await write(page, 'There **already**.', 'Alice');
    const pending = page.locator('.pending-comment');
    await pending.getByText('There **already**.').waitFor();
    await pending.getByText('Posting…').waitFor();
    expect(await box(page).isVisible()).to.equal(false);
    expect(
      await page.evaluate(
        () => document.querySelector('parley-comments')?.shadowRoot?.activeElement?.className,
      ),
    ).to.contain('pending');
    await expectAccessible(page);
    await keepScreenshot(page, 'writing-pending-1280');
    answer();
    await comment(page, 'There already.').waitFor();
    expect(await pending.count()).to.equal(0);
    expect(await box(page).inputValue()).to.equal('');
  });

  it('a post made offline waits, and is sent once when the connection is back', async () => {
    const page = await stage.open('offline');
    await write(page, 'Online.', 'Alice');
    await comment(page, 'Online.').waitFor();
    await page.context().setOffline(true);
    await write(page, 'From a tunnel.');
    await page.getByText('Your comment will be posted when you are back.').waitFor();
    await expectAccessible(page);
    await keepScreenshot(page, 'writing-offline-1280');
    await page.context().setOffline(false);
    await comment(page, 'From a tunnel.').waitFor();
    expect(await texts('offline')).to.have.members(['<p>Online.</p>', '<p>From a tunnel.</p>']);
  });

  it('a post made offline goes out after a reload, and from another page of the site', async () => {
    const page = await stage.open('tunnel');
    await write(page, 'Online.', 'Alice');
    await comment(page, 'Online.').waitFor();
    const isCut = (route: Route) => (isPost(route) ? route.abort() : route.continue());
    await page.route('**/v1/comments', isCut);
    await write(page, 'After the tunnel.');
    await page.getByText('Next attempt in').waitFor();
    await page.unroute('**/v1/comments', isCut);
    await page.reload();
    await comment(page, 'After the tunnel.').waitFor();

    await page.route('**/v1/comments', isCut);
    await write(page, 'On the next page.');
    await page.getByText('Next attempt in').waitFor();
    await page.unroute('**/v1/comments', isCut);
    await page.goto(stage.host.url('another page'));
    await waitFor('the post to arrive', async () =>
      (await texts('tunnel')).includes('<p>On the next page.</p>'),
    );
    await waitFor('the draft to leave the device', () =>
      page.evaluate(() => Object.keys(localStorage).every((key) => !key.startsWith('parley:draft'))),
    );
    expect(await texts('tunnel')).to.have.length(3);
  });

  it('what its author has stopped stays a draft, after a reload too', async () => {
    const page = await stage.open('stopped', {
      before: (opened) =>
        opened.route('**/v1/comments', (route) => (isPost(route) ? route.abort() : route.continue())),
    });
    await write(page, 'Or rather not.', 'Alice');
    await page.getByRole('button', { name: 'Stop trying' }).click();
    expect(await box(page).inputValue()).to.equal('Or rather not.');
    await page.unroute('**/v1/comments');
    await page.reload();
    await page.getByText('Not posted yet. Your text is kept.').waitFor();
    expect(await texts('stopped')).to.deep.equal([]);
  });

  it('a busy service is asked again with the same key when it said', async () => {
    const keys: string[] = [];
    const page = await stage.open('busy', {
      before: (opened) =>
        opened.route('**/v1/comments', (route) => {
          if (!isPost(route)) return route.continue();
          keys.push(route.request().postDataJSON().idempotencyKey);
          return keys.length > 1 ? route.continue() : refuse(route, 503, 'unavailable', 3);
        }),
    });
    await write(page, 'In a moment.', 'Alice');
    await page.getByText(/Not posted yet. Next attempt in 3 seconds/).waitFor();
    await comment(page, 'In a moment.').waitFor();
    expect(keys).to.have.length(2);
    expect(keys[0]).to.equal(keys[1]);
  });

  it('whoever was too fast is told how long to wait, by eye and not over and over by ear', async () => {
    let asked = 0;
    const page = await stage.open('too fast', {
      before: (opened) =>
        opened.route('**/v1/comments', (route) => {
          if (!isPost(route)) return route.continue();
          asked += 1;
          return asked > 1 ? route.continue() : refuse(route, 429, 'rate-limited', 4);
        }),
    });
    await write(page, 'Slowly now.', 'Alice');
    const told = page.getByText(/That was a lot at once. Posting in \d seconds?\./);
    await told.waitFor();
    expect(await told.getAttribute('aria-hidden')).to.equal('true');
    const heard = page.getByRole('status').filter({ hasText: 'Not posted yet. Your text is kept.' });
    expect(await heard.count()).to.equal(1);
    await expectAccessible(page);
    await keepScreenshot(page, 'writing-limited-1280');
    await page.getByText('Posting in 2 seconds.').waitFor();
    await comment(page, 'Slowly now.').waitFor();
  });

  it('whoever has to wait long is told how long, and whoever writes too much how much', async () => {
    const page = await stage.open('wait long', {
      before: (opened) =>
        opened.route('**/v1/comments', (route) =>
          isPost(route) ? refuse(route, 429, 'rate-limited', 600) : route.continue(),
        ),
    });
    await box(page).fill('x'.repeat(4_900));
    await page.getByText('100 characters left').waitFor();
    await box(page).fill('x'.repeat(5_003));
    await page.getByText('3 characters too many').waitFor();
    await write(page, 'In good time.', '\u0301');
    await page.getByRole('alert').filter({ hasText: 'A name needs a letter or a digit.' }).waitFor();
    await write(page, 'In good time.', 'Alice');
    await page.getByText('You can post in 10 minutes.').waitFor();
    expect(await box(page).inputValue()).to.equal('In good time.');
  });

  it('what fills in a field that nobody sees is a program, and is not published', async () => {
    const page = await stage.open('trap');
    await box(page).click();
    const trap = page.locator('input.trap');
    await trap.waitFor({ state: 'attached' });
    expect(await trap.evaluate(({ tabIndex }: HTMLElement) => tabIndex)).to.equal(-1);
    expect(await page.getByRole('textbox', { includeHidden: false }).count(), 'box and name').to.equal(2);
    await expectAccessible(page);
    await trap.evaluate((input: HTMLInputElement) => {
      input.value = 'https://casino.example';
    });
    await write(page, 'Beep.', 'Robot');
    await page.getByRole('alert').filter({ hasText: 'This comment cannot be published here.' }).waitFor();
    expect(await texts('trap')).to.deep.equal([]);
  });

  for (const [code, status, words] of [
    ['banned', 403, 'You cannot comment here at present.'],
    ['thread-closed', 409, 'Comments were closed meanwhile. Your text is kept.'],
    ['comment-refused', 422, 'This comment cannot be published here.'],
  ] as const)
    it(`a refusal (${code}) is polite, keeps the text, and is not repeated`, async function refused() {
      let asked = 0;
      const page = await stage.open(`refused ${code}`, {
        before: (opened) =>
          opened.route('**/v1/comments', (route) => {
            if (!isPost(route)) return route.continue();
            asked += 1;
            return refuse(route, status, code);
          }),
      });
      await write(page, 'All my words.', 'Alice');
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
      expect(await box(page).inputValue()).to.equal('All my words.');
      expect(asked).to.equal(1);
      await expectAccessible(page);
      await page.reload();
      expect(await box(page).inputValue()).to.equal('All my words.');
    });

  it('a deletion can be undone for ten seconds, and happens when the page is left', async () => {
    const page = await stage.open('deletion');
    await write(page, 'Hasty words.', 'Alice');
    await comment(page, 'Hasty words.').getByRole('button', { name: 'Delete' }).click();
    const undo = page.getByRole('button', { name: 'Undo: Delete' });
    await page.getByText(/Deleted in \d+ seconds/).waitFor();
    expect(await page.getByText('Hasty words.').count()).to.equal(0);
    expect(
      await undo.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button),
    ).to.equal(true);
    await expectAccessible(page);
    await keepScreenshot(page, 'writing-undo-1280');
    await undo.click();
    await comment(page, 'Hasty words.').waitFor();
    expect(await texts('deletion')).to.have.length(1);

    await comment(page, 'Hasty words.').getByRole('button', { name: 'Delete' }).click();
    await undo.waitFor();
    await page.goto('about:blank');
    await waitFor('the comment to be deleted', async () => (await texts('deletion')).length === 0);
  });

  it('somebody else’s words are quoted by selecting them', async () => {
    const alice = await stage.service.guest('Alice');
    await alice.post('quotes', 'The hull survey was in 2019, not in 2021.');
    const page = await stage.open('quotes');
    const body = comment(page, 'The hull survey').locator('.body p');
    await body.selectText();
    await page.getByRole('button', { name: 'Quote' }).click();
    const reply = page.getByRole('textbox', { name: 'Write a reply' });
    await waitFor(
      'the quote',
      async () => (await reply.inputValue()) === '> The hull survey was in 2019, not in 2021.\n\n',
    );
    await reply.pressSequentially('And before?');
    await page.getByRole('textbox', { name: 'Your name' }).last().fill('Bob');
    await reply.press('Control+Enter');
    expect(await comment(page, 'And before?').locator('blockquote').innerText()).to.contain(
      'The hull survey',
    );
  });

  it('people of the thread are mentioned with the keyboard alone', async () => {
    for (const name of ['Maria Lindqvist', 'Mark', 'Tomas'])
      await (await stage.service.guest(name)).post('mentions', `I am ${name}.`);
    const page = await stage.open('mentions');
    await box(page).click();
    await box(page).pressSequentially('Well, @ma');
    const list = page.getByRole('listbox', { name: 'People in this discussion' });
    await list.waitFor();
    expect(await list.getByRole('option').allTextContents()).to.deep.equal(['Mark', 'Maria Lindqvist']);
    await page.getByRole('status').filter({ hasText: '2 suggestions.' }).waitFor();
    await expectAccessible(page);
    await keepScreenshot(page, 'writing-mention-1280');
    await page.keyboard.press('ArrowDown');
    await list.getByRole('option', { name: 'Maria Lindqvist', selected: true }).waitFor();
    const active = await box(page).getAttribute('aria-activedescendant');
    expect(await list.getByRole('option', { selected: true }).getAttribute('id')).to.equal(active);
    await page.keyboard.press('Enter');
    expect(await box(page).inputValue()).to.equal('Well, **@Maria Lindqvist** ');
    await page.keyboard.type('is right :wa');
    await page.getByRole('listbox', { name: 'Emoji' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await box(page).inputValue()).to.equal('Well, **@Maria Lindqvist** is right :wave: ');
    await page.keyboard.type('@t');
    await list.waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await box(page).inputValue()).to.contain('@t');
  });

  it('a comment is written, formatted, previewed, posted, edited and deleted with the keyboard alone', async () => {
    const page = await stage.open('keyboard');
    await box(page).focus();
    await page.keyboard.type('quite right');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+B');
    expect(await box(page).inputValue()).to.equal('**quite right**');
    await tabTo(page, 'Preview');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Preview' }).locator('strong').waitFor();
    await tabTo(page, 'Post');
    await tabTo(page, 'Your name');
    await page.keyboard.type('Alice');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await comment(page, 'quite right').waitFor();
    await waitFor('the focus on the comment', async () => (await focused(page)) === 'Comment by Alice');
    await tabTo(page, 'Edit');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Edit your comment' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.type(' indeed');
    await page.keyboard.press('Control+Enter');
    await comment(page, 'quite right indeed').waitFor();
    await waitFor('the focus on the comment', async () => (await focused(page)) === 'Comment by Alice');
    await tabTo(page, 'Delete');
    await page.keyboard.press('Enter');
    await waitFor('the focus on Undo', async () => (await focused(page)) === 'Undo: Delete');
    await page.keyboard.press('Enter');
    await comment(page, 'quite right indeed').waitFor();
  });

  it('on a phone the box, its tools and the list fit', async () => {
    for (const name of ['Maria Lindqvist', 'Mark'])
      await (await stage.service.guest(name)).post('phone', `I am ${name}.`);
    const page = await stage.open('phone', { window: { viewport: PHONE, colorScheme: 'dark' } });
    await comment(page, 'I am Mark.').getByRole('button', { name: 'Reply to Mark' }).click();
    const reply = page.getByRole('textbox', { name: 'Write a reply' });
    await reply.fill('**No**, _really_');
    await page.getByRole('button', { name: 'Preview' }).last().click();
    await page.getByRole('region', { name: 'Preview' }).locator('em').waitFor();
    await keepScreenshot(page, 'writing-preview-390');
    await reply.pressSequentially(' @ma');
    await page.getByRole('listbox').waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).to.be.at.most(PHONE.width);
    await expectAccessible(page);
    await keepScreenshot(page, 'writing-mention-390');
  });
});

function refuse(route: Route, status: number, code: string, retryAfter?: number) {
  return route.fulfill({
    status,
    headers: { 'access-control-allow-origin': '*', 'content-type': 'application/problem+json' },
    body: JSON.stringify({ code, status, title: code, detail: '', retryAfter }),
  });
}

/** What has the focus, by its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.querySelector('parley-comments')?.shadowRoot?.activeElement;
    const label = element?.closest('label')?.textContent;
    return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
  });
}

/** Presses Tab until the element of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 30; pressed++) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === name) return;
  }
  throw new Error(`Tab never came to "${name}"`);
}
