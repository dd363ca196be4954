import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { DESKTOP, expectAccessible, keepScreenshot, PHONE } from '../harness/browser.ts';
import { SITE, startService } from '../harness/service.ts';
import { describeInWindows, type Windows } from '../harness/windows.ts';

/** Longer than a program takes to write, in milliseconds. */
const A_WHILE = 10_000;
const KEY = 'https://gazette.example/The-ferry';
const HOSTILE = '</script><script>document.title="broken"</script>]]><!--&\u0007';

const open = async () => {
  const service = await startService();
  return { service, close: () => service.stop() };
};

describeInWindows('The plain page in a browser without scripts', { open }, (stage, windows) => {
  let page: Page;

  before(async () => {
    const alice = await stage.service.guest('Alice Marsh');
    const about = { key: KEY, url: KEY, title: 'The ferry that turned back twice' };
    const say = (body: string, parent: string | null = null) =>
      alice.api.postComment({ idempotencyKey: crypto.randomUUID(), site: SITE, thread: about, parent, body });
    for (let count = 0; count < 22; count += 1) await say(`Remark number ${count} about the *ferry*.`);
    const root = await say('The tide tables were **right**.\n\n> They never are.\n\nSee `table 4`.');
    let deepest = root;
    for (let depth = 1; depth < 7; depth += 1) deepest = await say(`Answer at depth ${depth}.`, deepest.id);
    for (let count = 0; count < 5; count += 1) await say(`Another answer, ${count}.`, root.id);
    page = await openPage({});
  });

  async function openPage(
    options: Parameters<Windows['open']>[0],
    before?: (page: Page) => void,
  ): Promise<Page> {
    const opened = await windows.open({ javaScriptEnabled: false, ...options });
    await before?.(opened.page);
    await opened.page.goto(`${stage.service.url}/t?${new URLSearchParams({ site: SITE, key: KEY })}`);
    return opened.page;
  }
  const words = (text: string) => page.locator('article .words').filter({ hasText: text });

  it('is read from the first comment to the last, by its links alone', async () => {
    await page.getByRole('heading', { name: 'The ferry that turned back twice' }).waitFor();
    await page.getByRole('link', { name: /3 more replies/ }).click();
    await words('Another answer, 4.').waitFor();
    await page.getByRole('link', { name: 'Show all comments' }).click();
    await page.getByRole('link', { name: /Continue this branch: 1 reply/ }).click();
    await words('Answer at depth 6.').waitFor();
    await page.getByRole('link', { name: 'Show all comments' }).click();
    await page.getByRole('link', { name: 'More comments' }).click();
    await words('Remark number 0').waitFor();
    await page.getByRole('link', { name: 'Oldest' }).click();
    await words('Remark number 0').waitFor();
    expect(await page.getByRole('article').first().textContent()).to.contain('Remark number 0');
  });

  it('takes a reply with a name; going back and sending it once more leaves it one reply', async () => {
    await page.getByRole('link', { name: 'Reply to Alice Marsh' }).first().click();
    for (let time = 0; time < 2; time += 1) {
      stage.service.clock.move(A_WHILE);
      await page.getByRole('textbox', { name: 'Your name' }).fill('Bob');
      await page.getByRole('textbox', { name: 'Your reply' }).fill('I was on it.');
      await page.getByRole('button', { name: 'Post' }).click();
      await page.getByRole('status').filter({ hasText: 'Your comment is posted.' }).waitFor();
      expect(await words('I was on it.').count()).to.equal(1);
      await expectAccessible(await withScripts(page.url()));
      if (time === 0) await page.goBack();
    }
    await page.goto(page.url().replace(/\?.*/, '?sort=oldest'));
    expect(await words('I was on it.').count()).to.equal(1);
  });

  it('says that a comment awaits a moderator, and keeps what it cannot take', async () => {
    await page.getByRole('textbox', { name: 'Your name' }).fill('Bob');
    await page.getByRole('textbox', { name: 'Your comment' }).fill('Go kill yourself.');
    stage.service.clock.move(A_WHILE);
    await page.getByRole('button', { name: 'Post' }).click();
    await page.getByRole('alert').filter({ hasText: 'What you wrote is kept below' }).waitFor();
    await keepScreenshot(page, 'plain-unposted');
    expect(await page.getByRole('textbox', { name: 'Your comment' }).inputValue()).to.equal(
      'Go kill yourself.',
    );
    await page.getByRole('textbox', { name: 'Your comment' }).fill('What a moron.');
    await page.getByRole('button', { name: 'Post' }).click();
    await page.getByRole('heading', { name: 'Awaiting a moderator' }).waitFor();
    await keepScreenshot(page, 'plain-held');
    await expectAccessible(await withScripts(page.url()));
    await page.getByRole('link', { name: 'To the comments' }).click();
    await page.getByRole('heading', { name: 'Add to the discussion' }).waitFor();
    expect(await words('moron').count()).to.equal(0);
  });

  it('takes a report of trouble', async () => {
    await page.getByRole('link', { name: /having issues with commenting/ }).click();
    await page.getByRole('textbox', { name: 'What went wrong?' }).fill('The page is all white.');
    await expectAccessible(await withScripts(page.url()));
    await keepScreenshot(page, 'plain-report');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Your report has arrived' }).waitFor();
  });

  for (const [look, viewport, colorScheme] of [
    ['light', DESKTOP, 'light'],
    ['dark', DESKTOP, 'dark'],
    ['light-phone', PHONE, 'light'],
    ['dark-phone', PHONE, 'dark'],
  ] as const) {
    it(`is well set and open to everybody (${look})`, async () => {
      const shown = await openPage({ viewport, colorScheme, javaScriptEnabled: true });
      await expectAccessible(shown);
      const width = await shown.evaluate(() => document.documentElement.scrollWidth);
      expect(width, 'nothing stands out of the window').to.be.at.most(viewport.width);
      await keepScreenshot(shown, `plain-${look}`);
      await shown.getByRole('link', { name: /Continue this branch/ }).click();
      await expectAccessible(shown);
      await keepScreenshot(shown, `plain-branch-${look}`);
    });
  }

  it('runs from the right in Arabic: thread, form, trouble and help', async () => {
    const shown = await openPage({ viewport: PHONE, colorScheme: 'dark', javaScriptEnabled: true });
    const thread = new URL(shown.url()).pathname;
    for (const [path, words] of [
      [thread, 'شارك في النقاش'],
      ['/h', 'ما الذي لم ينجح؟'],
      ['/help', 'ماذا حدث لبلاغي؟'],
    ] as const) {
      await shown.goto(`${stage.service.url}${path}?lang=ar`);
      const place = shown.getByText(words, { exact: true }).last();
      await place.waitFor();
      await expectAccessible(shown);
      const { left, right, width } = await place.evaluate((element) => {
        const line = document.createRange();
        line.selectNodeContents(element);
        const { left, right } = line.getBoundingClientRect();
        return { left, right, width: document.documentElement.scrollWidth };
      });
      expect(width, 'nothing stands out of the window').to.be.at.most(PHONE.width);
      expect(PHONE.width - right, 'words begin at the right').to.be.below(left);
      await keepScreenshot(shown, `plain-arabic${path.replace(/^\/t.*/, '/thread').replace('/', '-')}`);
    }
  });

  it('runs nothing and asks for nothing from elsewhere, and says nothing against its own policy', async () => {
    const told: string[] = [];
    const asked: string[] = [];
    const shown = await openPage({ javaScriptEnabled: true }, (opened) => {
      opened.on('console', (message) => told.push(message.text()));
      opened.on('request', (request) => asked.push(request.url()));
    });
    const data = await shown
      .locator('script')
      .evaluateAll((all) => all.map((one) => one.getAttribute('type')));
    expect(data).to.deep.equal(['application/ld+json']);
    expect(told).to.deep.equal([]);
    expect(
      asked.filter((url) => !url.startsWith(stage.service.url) && !url.startsWith('data:')),
    ).to.deep.equal([]);
  });

  it('its feeds are XML to a real parser, whatever was written', async () => {
    const mallory = await stage.service.guest(HOSTILE.slice(0, 55));
    const { thread } = await mallory.api.postComment({
      idempotencyKey: 'a-key-of-mallory',
      site: SITE,
      thread: { key: 'hostile', url: 'https://gazette.example/h?a=1&b="2"', title: HOSTILE.slice(0, -1) },
      parent: null,
      body: HOSTILE.slice(0, -1),
    });
    const reading = await withScripts(`${stage.service.url}/t/${thread}`);
    expect(await reading.title()).to.contain('</script>');
    for (const path of [`/v1/threads/${thread}/feed.atom`, `/v1/sites/${SITE}/feed.atom`]) {
      const feed = await reading.evaluate(
        (text) => {
          const parsed = new DOMParser().parseFromString(text, 'application/xml');
          const entry = parsed.querySelector('entry');
          const html = entry?.querySelector('content')?.textContent ?? '';
          return {
            fault: parsed.querySelector('parsererror')?.textContent ?? null,
            title: entry?.querySelector('title')?.textContent,
            link: entry?.querySelector('link')?.getAttribute('href'),
            content: new DOMParser().parseFromString(html, 'text/html').body.textContent,
            scripts: new DOMParser().parseFromString(html, 'text/html').querySelectorAll('script').length,
          };
        },
        await (await fetch(stage.service.url + path)).text(),
      );
      expect(feed.fault, path).to.equal(null);
      expect(feed.title).to.contain('</script>');
      expect(feed.content?.trim()).to.equal(HOSTILE.slice(0, -1));
      expect(feed.scripts).to.equal(0);
      expect(feed.link).to.match(/^https:\/\/gazette\.example\/h\?a=1&b=%222%22#comment-/);
    }
  });

  /** The same address where tools can look at it: they need scripts, the page has none. */
  async function withScripts(url: string): Promise<Page> {
    const opened = await windows.open();
    await opened.page.goto(url);
    return opened.page;
  }
});
