import { expect } from 'chai';
import { SITE } from '../harness/service.ts';
import { comment, describeStage } from './widget-stage.ts';

describeStage('The widget on a publication’s page', (stage) => {
  let script: string;

  before(async () => {
    script = `<script async src="${stage.service.url}/embed.js" data-site="${SITE}"`;
    const alice = await stage.service.guest('Alice');
    await alice.post('harbour', 'The crane is back.');
    await alice.post('harbour', 'And it squeaks.');
  });

  it('stands where data-target says, and fills in the counts of other pages', async () => {
    const page = await stage.openBody(
      'front-page',
      `<p>Harbour (<span data-comment-count="harbour">…</span>), tram (<span data-comment-count="tram">…</span>)</p>
      <main></main><aside id="talk"></aside>${script} data-key="harbour" data-target="#talk"></script>`,
    );
    await page.locator('#talk article').first().waitFor();
    expect(await page.locator('article').count()).to.equal(2);
    await page.locator('p', { hasText: 'Harbour (2), tram (0)' }).waitFor();
  });

  it('is named by the canonical address, without query and hash, where the page gives no key', async () => {
    const page = await stage.openBody(
      'canonical',
      `<link rel="canonical" href="https://gazette.example/harbour?utm=1#top"><body>${script}></script>`,
    );
    const url = await page.waitForFunction(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .find((name) => name.includes('/v1/threads?')),
    );
    expect(new URL((await url.jsonValue()) ?? '').searchParams.get('key')).to.equal(
      'https://gazette.example/harbour',
    );
  });

  it('reads the thread once for the first comments, beside loading the app', async () => {
    const asked: string[] = [];
    const page = await stage.open('harbour', {
      before: async (opened) => {
        opened.on('request', (request) => asked.push(request.url()));
      },
    });
    await comment(page, 'The crane is back.').waitFor();
    expect(asked.filter((url) => url.includes('/v1/threads?'))).to.have.length(1);
    const order = asked
      .map((url) => /\/v1\/threads\?|\/widget\/live|\/live\//.exec(url)?.[0])
      .filter(Boolean);
    expect(order[0], 'live comes after').to.equal('/v1/threads?');
  });

  it('is put up, taken down and put up again by a single-page site, which hears what happens', async () => {
    const page = await stage.openBody('spa', `<head>${script}></script></head><div id="view"></div>`);
    await page.waitForFunction(() => 'parley' in window);
    expect(await page.locator('parley-comments').count(), 'from the head nothing is mounted').to.equal(0);
    const socket = page.waitForEvent('websocket');
    const isLive = socket.then((one) => one.waitForEvent('framereceived'));
    await page.evaluate(`
      window.heard = [];
      parley.on('ready', (detail) => heard.push(detail));
      parley.mount(document.querySelector('#view'), { key: 'harbour' });
    `);
    await comment(page, 'And it squeaks.').waitFor();
    expect(await page.evaluate('heard')).to.deep.equal([{ comments: 2 }]);
    await isLive;
    const closed = (await socket).waitForEvent('close');
    await page.evaluate(`parley.unmount(document.querySelector('#view'))`);
    await closed;
    expect(await page.locator('#view > *').count()).to.equal(0);
    await page.evaluate(`parley.mount(document.querySelector('#view'), { key: 'tram' })`);
    await page.getByText('Nobody has commented yet.').waitFor();
  });

  it('stands wherever the page puts its element', async () => {
    const page = await stage.openBody(
      'element',
      `<head>${script}></script></head><parley-comments data-key="harbour"></parley-comments>`,
    );
    await comment(page, 'The crane is back.').waitFor();
  });

  it('takes the page’s typeface for the words, its own for the controls, and is dark on a dark page', async () => {
    const page = await stage.openBody(
      'dark',
      `<style>body { background: #111; color: #eee; font-family: "Palatino Page" }</style><body>${script} data-key="harbour"></script>`,
    );
    const card = comment(page, 'The crane is back.');
    const fontOf = (element: Element) => getComputedStyle(element).fontFamily;
    expect(await card.locator('.body').evaluate(fontOf)).to.contain('Palatino Page');
    expect(await card.getByRole('button', { name: 'Share' }).evaluate(fontOf)).to.contain('system-ui');
    expect(await page.locator('parley-comments').getAttribute('data-scheme')).to.equal('dark');
    await page.evaluate(() => {
      document.body.style.color = '#222';
    });
    await page.locator('parley-comments[data-scheme=light]').waitFor();
  });

  it('has its way with what a page gets wrong: a base elsewhere, an unknown order', async () => {
    const page = await stage.openBody(
      'based',
      `<base href="https://elsewhere.example/app/"><body>${script} data-key="harbour" data-sort="best" data-theme="dark"></script></body>`,
    );
    const card = comment(page, 'The crane is back.');
    await card.locator('.time a').click();
    await page.locator('article.fresh:focus').waitFor();
    expect(page.url()).to.match(/\/based#comment-/);
    expect(await page.getByRole('combobox', { name: 'Sort' }).inputValue()).to.equal('newest');
    expect(await page.locator('parley-comments').getAttribute('data-scheme'), 'as it was told').to.equal(
      'dark',
    );
  });

  it('is mirrored on a page that reads from right to left, and as narrow as a small phone', async () => {
    const page = await stage.openBody(
      'mirrored',
      `<body dir="rtl">${script} data-key="harbour"></script></body>`,
      { window: { viewport: { width: 320, height: 640 } } },
    );
    const card = comment(page, 'The crane is back.');
    await card.waitFor();
    const avatar = await card.locator('.avatar').boundingBox();
    const name = await card.getByRole('heading').boundingBox();
    expect(avatar?.x).to.be.greaterThan(name?.x ?? 0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(320);
  });

  it('follows a link to a comment, however deep it stands, and says when it is gone', async () => {
    const alice = await stage.service.guest('Alice');
    const root = await alice.post('deep', 'the root');
    let parent = root.id;
    for (let depth = 1; depth <= 12; depth++) {
      parent = (await alice.post('deep', `level ${depth}`, { parent })).id;
    }
    for (let made = 1; made <= 25; made++) await alice.post('deep', `root ${made}`);
    const page = await stage.open('deep', { hash: `#comment-${parent}` });
    await comment(page, 'level 12').waitFor();
    await page.locator(`#comment-${parent}:focus`).waitFor();
    await page.locator(`#comment-${parent}.fresh`).waitFor();
    await comment(page, 'level 11').waitFor();
    expect(await page.locator(`#comment-${parent} time`).textContent(), 'the exact time').to.match(
      /20\d\d.*\d:\d\d/,
    );
    expect(await page.getByText('level 12').boundingBox())
      .to.have.property('y')
      .that.is.within(0, 900);
    await page.getByRole('button', { name: 'Show all comments' }).click();
    await comment(page, 'root 25').waitFor();

    const gone = await stage.open('deep', { hash: `#comment-${root.id.slice(0, 20)}${'0'.repeat(26)}` });
    await gone.getByText('The comment you followed a link to is gone.').waitFor();
    await comment(gone, 'root 25').waitFor();
  });
});
