import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible, keepScreenshot, PHONE } from '../harness/browser.ts';
import { SITE } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { comment, describeStage } from './widget-stage.ts';

/** Longer than the half hour that still counts as the same visit. */
const HOUR_MS = 60 * 60_000;

describeStage('Reading in the widget', (stage) => {
  /** A branch of this many comments, each the answer to the one before. */
  async function talk(key: string, length: number): Promise<string[]> {
    const alice = await stage.service.guest('Alice');
    const ids: string[] = [];
    for (let index = 0; index < length; index += 1) {
      const parent = ids.at(-1);
      const { id } = await alice.post(key, `Answer ${index}.`, parent === undefined ? {} : { parent });
      ids.push(id);
    }
    return ids;
  }
  const indentOf = async (page: Page, words: string) =>
    (await comment(page, words).boundingBox())?.x ?? Number.NaN;

  it('indents no further than a phone can still read, and goes on at an address of its own', async () => {
    const ids = await talk('deep branch', 9);
    const page = await stage.open('deep branch', { window: { viewport: PHONE } });
    for (const count of [0, 1, 2]) {
      const more = page.getByRole('button', { name: /^\d+ (more )?repl/ });
      await comment(page, `Answer ${2 + count}.`).waitFor();
      if (await more.count()) await more.first().click();
    }
    const onward = page.getByRole('link', { name: 'Continue this branch' });
    await onward.waitFor();
    expect(await indentOf(page, 'Answer 4.')).to.be.lessThan(PHONE.width / 2);
    await onward.click();
    await page.getByText('You are reading one part of the discussion.').waitFor();
    expect(new URL(page.url()).hash).to.equal(`#branch-${ids[4]}`);
    expect(await comment(page, 'Answer 1.').count()).to.equal(0);
    const address = page.url();
    await page.goBack();
    await comment(page, 'Answer 0.').waitFor();
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByText('You are reading one part of the discussion.').waitFor();
    await comment(page, 'Answer 5.').waitFor();
    await page.getByRole('button', { name: 'Show all comments' }).click();
    await comment(page, 'Answer 0.').waitFor();
    expect(new URL(page.url()).hash).to.equal('');
  });

  it('remembers the order that was chosen, and folded branches until the tab is closed', async () => {
    await talk('remembered', 2);
    const bob = await stage.service.guest('Bob');
    await bob.post('remembered', 'The newest.');
    const page = await stage.open('remembered');
    await comment(page, 'Answer 1.').waitFor();
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('oldest');
    const first = page.getByRole('article').first();
    await first.filter({ hasText: 'Answer 0.' }).waitFor();
    await page.getByRole('button', { name: 'Fold the branch of Alice' }).click();
    await comment(page, 'Answer 1.').waitFor({ state: 'detached' });
    expect(await focused(page)).to.contain('Comment by Alice');
    await page.reload();
    await comment(page, 'The newest.').waitFor();
    expect(await page.getByRole('combobox', { name: 'Sort' }).inputValue()).to.equal('oldest');
    await first.getByRole('button', { name: 'Unfold the branch of Alice' }).click();
    await comment(page, 'Answer 1.').waitFor();
  });

  it('tells what is new since the last visit, and leads from one to the next', async () => {
    const [root = ''] = await talk('visited', 1);
    const page = await stage.open('visited');
    await comment(page, 'Answer 0.').waitFor();
    await waitFor('the visit to be noted', () =>
      page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('parley:visit:'))),
    );
    await page.goto('about:blank');
    const bob = await stage.service.guest('Bob');
    await bob.post('visited', 'I was not there.');
    await bob.post('visited', 'Nor I, until now.', { parent: root });
    await page.clock.install({ time: Date.now() + HOUR_MS });
    await page.goto(stage.host.url('visited'));
    await page.getByText('2 new since your last visit').waitFor();
    // As behind another window: what nobody looks at is not seen, however long this takes.
    await page.evaluate(() => Object.defineProperty(document, 'hidden', { get: () => true }));
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show the next one' }).click();
    await waitFor('the focus to be on the first', async () => /Bob/.test(await focused(page)));
    await page.getByText('1 new since your last visit').waitFor();
    await page.getByRole('button', { name: 'Mark all as seen' }).click();
    await page.getByText('since your last visit').waitFor({ state: 'detached' });
    expect(await page.locator('article.fresh').count()).to.equal(0);
  });

  it('puts the roots in each order that can be chosen', async () => {
    const [alice, bob] = await Promise.all(['Alice', 'Bob'].map((name) => stage.service.guest(name)));
    const [first, second] = [
      await alice!.post('orders', 'The best.'),
      await alice!.post('orders', 'The talk.'),
    ];
    await alice!.post('orders', 'The last.');
    await bob!.api.vote(first.id, 1);
    await bob!.post('orders', 'Why?', { parent: second.id });
    // Votes are told late and together: what is kept of the thread may be from just before.
    await waitFor('the vote to count', async () => {
      const { comments } = await bob!.api.openThread({ site: SITE, key: 'orders', sort: 'top' });
      return comments.items[0]?.id === first.id;
    });
    const page = await stage.open('orders');
    const top = page.getByRole('article').first();
    await top.filter({ hasText: 'The last.' }).waitFor();
    for (const [sort, words] of [
      ['top', 'The best.'],
      ['discussed', 'The talk.'],
      ['newest', 'The last.'],
      ['oldest', 'The best.'],
    ] as const) {
      await page.getByRole('combobox', { name: 'Sort' }).selectOption(sort);
      await top.filter({ hasText: words }).waitFor();
    }
  });

  it('tells how many read', async () => {
    await talk('read by two', 1);
    const page = await stage.open('read by two');
    await stage.open('read by two');
    await page.getByText('2 reading now').waitFor();
  });

  it('loses neither focus nor words when a moderator removes what somebody answers', async () => {
    const [answered = ''] = await talk('removed', 1);
    const bob = await stage.service.guest('Bob');
    const other = await bob.post('removed', 'To be removed too.');
    const carl = await stage.service.guest('Carl');
    await carl.post('removed', 'What stays.');
    const page = await stage.open('removed');
    await comment(page, 'Answer 0.').getByRole('button', { name: 'Reply to Alice' }).click();
    const reply = page.getByRole('textbox', { name: 'Write a reply' });
    await reply.fill('Half an answer');
    const mod = await stage.service.moderator();
    const reject = (item: string) => mod.api.decide([{ item, version: 0, action: 'reject' }]);
    await reject(answered);
    await page.getByText('Removed by a moderator').waitFor();
    expect(await reply.inputValue()).to.equal('Half an answer');
    await comment(page, 'To be removed too.').getByRole('button', { name: 'Share' }).focus();
    await reject(other.id);
    await comment(page, 'To be removed too.').waitFor({ state: 'detached' });
    await waitFor('the focus to be on a comment', async () =>
      /^(Comment|Removed) by/.test(await focused(page)),
    );
  });

  it('stays in shape whatever people write', async () => {
    const alice = await stage.service.guest(
      'Z\u0351\u036b\u0343\u036a\u0302a\u030a\u0489\u0321lgo\u200b\u200d',
    );
    const hostile = [
      'W'.repeat(900),
      `\u202eright to left override\u202c and مرحبا 123 abc (שלום)!`,
      '👩‍👩‍👧‍👦🏳️‍🌈👍🏽'.repeat(150),
      `${'> '.repeat(200)}deep in quotes`,
      `\`\`\`\n${'const x = 1; '.repeat(360)}\n\`\`\``,
      `${'\u0e47\u0e47\u0e47\u0300\u0301'.repeat(200)} marks`,
      'مرحبا، هذه صفحة طويلة. '.repeat(40),
      `[${'l'.repeat(900)}](https://elsewhere.example/${'p'.repeat(900)})`,
    ];
    for (const body of hostile) await alice.post('hostile', body);
    for (const [dir, viewport] of [
      ['ltr', PHONE],
      ['rtl', { width: 1280, height: 900 }],
    ] as const) {
      const page = await stage.openBody(
        `hostile-${dir}`,
        `<meta name="viewport" content="width=device-width"><body dir="${dir}"><script async
        src="${stage.service.url}/embed.js" data-site="${SITE}" data-key="hostile"></script>`,
        { window: { viewport } },
      );
      await page
        .locator('article .body')
        .nth(hostile.length - 2)
        .waitFor();
      await page.locator('.rest').first().waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(viewport.width);
      await expectAccessible(page);
      await keepScreenshot(page, `reading-hostile-${dir}`);
    }
  });

  it('marks what was let in until it has been looked at', async () => {
    const page = await stage.open('marks');
    await page.getByText('Nobody has commented yet.').waitFor();
    const bob = await stage.service.guest('Bob');
    await bob.post('marks', 'Look at me.');
    await page.getByRole('button', { name: '1 new comment' }).click();
    await page.locator('article.fresh').waitFor();
    await page.locator('article:not(.fresh)').waitFor();
  });

  it('has a plain page and a feed at its foot, which are there', async () => {
    await talk('footed', 1);
    const page = await stage.open('footed');
    const feed = await page.getByRole('link', { name: 'Feed' }).getAttribute('href');
    expect((await fetch(feed ?? '')).headers.get('content-type')).to.contain('atom');
    const plain = await page.getByRole('link', { name: 'Plain page' }).getAttribute('href');
    expect(await (await fetch(plain ?? '')).text()).to.contain('Answer 0.');
  });

  it('can be read with the keyboard alone: skip, sort, fold, share, and come back', async () => {
    await talk('keys', 2);
    const page = await stage.open('keys');
    await comment(page, 'Answer 1.').waitFor();
    const reach = (name: string) =>
      waitFor(`the focus on ${name}`, async () => {
        await page.keyboard.press('Tab');
        return (await focused(page)).includes(name);
      });
    await reach('Sort');
    await reach('Share');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: /Link/ }).waitFor();
    expect(await focused(page)).to.match(/Link/);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: /Link/ }).waitFor({ state: 'detached' });
    expect(await focused(page)).to.contain('Comment by Alice');
    await reach('Fold the branch');
    await page.keyboard.press('Enter');
    expect(await focused(page)).to.contain('Comment by Alice');
    await reach('Unfold the branch');
  });

  it('keeps no more on the page than is near the screen, and brings the rest back', async () => {
    const alice = await stage.service.guest('Alice');
    for (let index = 0; index < 70; index += 1)
      await alice.post('long', `Remark ${index}. ${'Words. '.repeat(60)}`);
    const first = await alice.post('long', 'The first on the page.');
    for (const answer of [0, 1, 2]) await alice.post('long', `Answer ${answer}.`, { parent: first.id });
    const page = await stage.open('long', { window: { viewport: PHONE } });
    await page.getByRole('button', { name: 'Show more comments' }).waitFor();
    expect(await comment(page, 'Remark 60.').locator('*').count(), 'elements of a comment').to.be.at.most(20);
    await page.evaluate(watchRoots);
    for (let slice = 0; slice < 3; slice += 1) {
      await page.getByRole('button', { name: 'Show more comments' }).click();
      await waitFor(
        'the slice',
        async () => (await page.locator('section > article').count()) > 20 * (slice + 1),
      );
    }
    const last = page.locator('article', { hasText: 'Remark 0.' });
    await last.scrollIntoViewIfNeeded();
    await waitFor('most to be away', async () => (await page.locator('.far').count()) > 20);
    for (let index = 0; index < 10; index += 1) await alice.post('long', `Arrival ${index}.`);
    const pill = page.getByRole('button', { name: '10 new comments' });
    await pill.waitFor();
    await pill.evaluate((button) => (button as HTMLElement).click());
    await comment(page, 'Arrival 0.').waitFor();
    const gone = await page.evaluate(() => (window as unknown as Watched).rootsGone);
    expect(gone, 'cards that were thrown out to be drawn anew').to.equal(0);
    await last.scrollIntoViewIfNeeded();
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.evaluate(() => scrollTo(0, 0));
    await comment(page, 'Arrival 9.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).to.be.closeTo(height, 4);
    await comment(page, 'The first on the page.').scrollIntoViewIfNeeded();
    await comment(page, 'Answer 2.').waitFor();
    await waitFor('the room of what has come back to be given up', async () =>
      page.evaluate(
        () => !document.querySelector('parley-comments')?.shadowRoot?.querySelector('[style*="min-height"]'),
      ),
    );
    expect(await page.evaluate(missingOnPaper), 'cards away or half drawn when the page is printed').to.equal(
      0,
    );
  });

  it('draws one card anew when one vote is cast, and none of the others', async () => {
    const alice = await stage.service.guest('Alice');
    const posted = [];
    for (let index = 0; index < 8; index += 1) posted.push(await alice.post('votes', `Say ${index}.`));
    const page = await stage.open('votes', { before: (opened) => opened.addInitScript(countTold) });
    await comment(page, 'Say 0.').waitFor();
    const before = await page.evaluate(() => (window as unknown as Telling).told);
    expect(before).to.be.at.least(8);
    const bob = await stage.service.guest('Bob');
    await bob.api.vote(posted[3]?.id ?? '', 1);
    await comment(page, 'Say 3.').getByRole('button', { name: 'Vote for this comment, 1' }).waitFor();
    const after = await page.evaluate(() => (window as unknown as Telling).told);
    expect(after - before, 'cards drawn anew').to.equal(1);
  });
});

/** What the browser says of the element that has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.querySelector('parley-comments')?.shadowRoot?.activeElement;
    const label = element?.closest('label')?.textContent ?? '';
    return `${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''} ${label}`;
  });
}

/** Runs in the page: what is printed is what is there when the listeners are done. */
async function missingOnPaper(): Promise<number> {
  dispatchEvent(new Event('beforeprint'));
  await new Promise((resolve) => setTimeout(resolve));
  const missing = document.querySelector('parley-comments')?.shadowRoot?.querySelectorAll('.far, .rest');
  dispatchEvent(new Event('afterprint'));
  return missing?.length ?? Number.NaN;
}

type Telling = { told: number };

/** Runs in the page before all else: counts how often a card asks for its date, which it does whenever it is drawn. */
function countTold(): void {
  const telling = Object.assign(window as unknown as Telling, { told: 0 });
  const format = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format');
  Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
    configurable: true,
    get() {
      telling.told += 1;
      return format?.get?.call(this);
    },
  });
}

type Watched = { rootsGone: number };

/** Runs in the page: counts the roots that leave it. */
function watchRoots(): void {
  const watched = window as unknown as Watched;
  watched.rootsGone = 0;
  const section = document.querySelector('parley-comments')?.shadowRoot?.querySelector('section');
  new MutationObserver((records) => {
    for (const { removedNodes } of records)
      watched.rootsGone += [...removedNodes].filter(({ nodeName }) => nodeName === 'ARTICLE').length;
  }).observe(section as Element, { childList: true });
}
