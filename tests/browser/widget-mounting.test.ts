import { expect } from 'chai';
import type { CDPSession, Page } from 'playwright-core';
import { SITE } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { comment, describeStage } from './widget-stage.ts';

/** What `embed.js` gives the page, as far as it is used here. */
type Parley = {
  mount(place: Element, options: { key: string }): Element;
  unmount(place: Element): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
};

const MOUNTS = 100;
/** What arrives while nobody looks. */
const UNSEEN = 10;
/** What the browser itself keeps or gives back meanwhile. */
const NODES_SLACK = 60;
const LISTENERS_SLACK = 10;
const HEAP_SLACK_BYTES = 1_500_000;

describeStage('The widget among other things on a page', (stage) => {
  let script: string;

  before(async () => {
    script = `<script async src="${stage.service.url}/embed.js" data-site="${SITE}"`;
    const alice = await stage.service.guest('Alice');
    const { id } = await alice.post('pier', 'The pier is **closed**.');
    await alice.post('pier', 'Since when?', { parent: id });
    await alice.post('market', 'The market is open.');
  });

  async function cycle(page: Page, times: number): Promise<void> {
    await page.evaluate(async (left) => {
      const { parley } = window as unknown as { parley: Parley };
      const place = document.querySelector('#view') as Element;
      for (; left > 0; left -= 1) {
        const ready = new Promise<void>((resolve) => {
          const done = () => {
            parley.off('ready', done);
            resolve();
          };
          parley.on('ready', done);
        });
        parley.mount(place, { key: 'pier' });
        await ready;
        await new Promise((resolve) => setTimeout(resolve, 20));
        parley.unmount(place);
      }
    }, times);
  }

  /** After the collector has run, and nothing is under way. */
  async function measure(devtools: CDPSession) {
    await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
  }

  it(`leaves nothing behind: ${MOUNTS} mounts end where they began`, async function () {
    this.timeout(120_000);
    const page = await stage.openBody('mounts', `<head>${script}></script></head><div id="view"></div>`);
    const open = new Set<unknown>();
    page.on('websocket', (socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    });
    await page.waitForFunction(() => 'parley' in window);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    await cycle(page, 10);
    await waitFor('all sockets to be closed', () => open.size === 0);
    const before = await measure(devtools);
    await cycle(page, MOUNTS);
    await waitFor('all sockets to be closed', () => open.size === 0);
    const after = await waitFor('what is left to be let go', async () => {
      const now = await measure(devtools);
      return now.nodes <= before.nodes + NODES_SLACK && now;
    });
    expect(after.listeners).to.be.at.most(before.listeners + LISTENERS_SLACK);
    expect(after.heap).to.be.at.most(before.heap + HEAP_SLACK_BYTES);
    expect(await page.locator('head > link, head > style').count(), 'left in the page’s head').to.equal(0);
  });

  it('stands several times on a page, each with its own thread, with one reader before all', async () => {
    const page = await stage.openBody(
      'several',
      `<head>${script}></script></head>
      <parley-comments id="one" data-key="pier"></parley-comments>
      <parley-comments id="two" data-key="market"></parley-comments>`,
    );
    await page.locator('#one').getByText('Since when?').waitFor();
    await page.locator('#two').getByText('The market is open.').waitFor();
    expect(await page.locator('#two article').count()).to.equal(1);
    const bob = await stage.service.guest('Bob');
    await bob.post('market', 'Not on Mondays.');
    await page.locator('#two').getByRole('button', { name: '1 new comment' }).waitFor();
    expect(
      await page
        .locator('#one')
        .getByRole('button', { name: /new comment/ })
        .count(),
    ).to.equal(0);
    const [one, two] = [page.locator('#one'), page.locator('#two')];
    await two.getByRole('textbox', { name: 'Add to the discussion' }).click();
    await two.getByRole('textbox', { name: 'Your name' }).waitFor();
    await one.getByRole('textbox', { name: 'Add to the discussion' }).fill('It opens on Monday.');
    await one.getByRole('textbox', { name: 'Your name' }).fill('Carl');
    await one.getByRole('button', { name: 'Post', exact: true }).click();
    await two.getByText('Posting as Carl').waitFor();
    await two.getByRole('button', { name: 'change' }).click();
    await one.getByRole('button', { name: 'Edit' }).waitFor({ state: 'detached' });
  });

  it('keeps its shape inside an article whose styles would bend everything', async () => {
    const kind = (name: string, style: string) =>
      stage.openBody(
        name,
        `<style>body { margin: 8px; font: 18px serif } ${style}</style><article><main>
        ${script} data-key="pier"></script></main></article>`,
      );
    const measureCard = async (page: Page) => {
      const card = comment(page, 'The pier is closed.');
      await card.waitFor();
      const sizeOf = async (part: string) => {
        const { width = 0, height = 0 } = (await card.locator(part).first().boundingBox()) ?? {};
        return [part, Math.round(width), Math.round(height)];
      };
      return Promise.all(['.avatar', '.name', '.body', '.actions', '.actions button'].map(sizeOf));
    };
    const calm = await measureCard(await kind('calm', ''));
    const bent = await measureCard(
      await kind(
        'bent',
        `article { letter-spacing: .4em; word-spacing: 1em; text-transform: uppercase; text-indent: 3em;
          white-space: pre; line-height: 4; font-style: italic; font-weight: 900; text-align: right }
        article * { box-sizing: content-box !important; padding: 20px !important; float: left; color: red !important }
        main, parley-comments { padding: 0 !important; float: none; }
        button, svg, p, h2, h3, textarea, section { all: unset !important; display: block !important }`,
      ),
    );
    expect(bent).to.deep.equal(calm);
  });

  it('loads nothing but its small script until the reader comes near', async () => {
    const asked: string[] = [];
    const page = await stage.openBody(
      'far-below',
      `<div style="height: 6000px">A long article.</div>${script} data-key="pier"></script>`,
      { before: async (opened) => opened.on('request', (request) => asked.push(request.url())) },
    );
    await page.locator('parley-comments').waitFor({ state: 'attached' });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(asked.filter((url) => /widget|v1\/threads/.test(url))).to.deep.equal([]);
    await page.evaluate(() => scrollTo(0, 5000));
    await comment(page, 'Since when?').waitFor();
  });

  it('lives on in a tab that nobody looks at, and piles nothing up there', async () => {
    const page = await stage.openBody('background', `<body>${script} data-key="quay"></script>`, {
      before: (opened) => opened.addInitScript(letTabBeHidden),
    });
    const bob = await stage.service.guest('Bob');
    await page.getByText('Nobody has commented yet.').waitFor();
    await bob.post('quay', 'Before.');
    await page.getByRole('button', { name: '1 new comment' }).click();
    await comment(page, 'Before.').waitFor();
    await waitFor('nothing to be under way', () =>
      page.evaluate(() => (window as unknown as Tab).tab.frames === 0),
    );
    await page.evaluate(() => (window as unknown as Tab).tab.hide());
    const before = await page.evaluate(() => (window as unknown as Tab).tab.timers);
    for (let count = 1; count <= UNSEEN; count += 1) {
      await bob.post('quay', `Unseen ${count}.`);
      await waitFor(`${count} to have come`, () =>
        page.getByRole('button', { name: new RegExp(`^${count} new comment`) }).count(),
      );
    }
    const { frames, timers } = await page.evaluate(() => (window as unknown as Tab).tab);
    expect(frames, 'frames that are asked for').to.be.at.most(UNSEEN / 2);
    expect(timers, 'timers').to.be.at.most(before + UNSEEN / 2);
    await page.evaluate(() => (window as unknown as Tab).tab.show());
    await page.getByRole('button', { name: `${UNSEEN} new comments` }).click();
    await comment(page, 'Unseen 1.').waitFor();
    expect(await page.locator('article').count()).to.equal(UNSEEN + 1);
  });

  it('draws its comments where the browser draws no frame, as behind other tabs', async () => {
    const page = await stage.openBody('behind', `<body>${script} data-key="pier"></script>`, {
      before: (opened) => opened.addInitScript(letTabBeHidden, true),
    });
    await waitFor('the comments to be there, if unseen', () => page.locator('article').count());
    await page.evaluate(() => (window as unknown as Tab).tab.show());
    await comment(page, 'Since when?').waitFor();
  });
});

/** `frames` and `timers`: what is asked for and has not come. */
type Tab = { tab: { frames: number; timers: number; hide(): void; show(): void } };

/**
 * Runs in the page before all else. Headless tabs are always in sight, so this does what a browser does with
 * others: it says so, and draws no frames.
 */
function letTabBeHidden(isHiddenFirst = false): void {
  const frames = new Map<number, FrameRequestCallback>();
  const timers = new Set<number>();
  const [frame, timeout, clear] = [requestAnimationFrame, setTimeout, clearTimeout];
  let isHidden = isHiddenFirst;
  let last = 0;
  const draw = () =>
    frame((now) => {
      const due = isHidden ? [] : [...frames];
      for (const [id, callback] of due) {
        frames.delete(id);
        callback(now);
      }
    });
  Object.assign(window, {
    requestAnimationFrame(callback: FrameRequestCallback): number {
      last += 1;
      frames.set(last, callback);
      if (!isHidden) draw();
      return last;
    },
    cancelAnimationFrame: (id: number) => frames.delete(id),
    setTimeout(act: (...given: unknown[]) => void, ms: number, ...given: unknown[]): number {
      const id = timeout(() => {
        timers.delete(id);
        act(...given);
      }, ms) as unknown as number;
      timers.add(id);
      return id;
    },
    clearTimeout(id: number): void {
      timers.delete(id);
      clear(id);
    },
    tab: {
      get frames() {
        return frames.size;
      },
      get timers() {
        return timers.size;
      },
      hide: () => turn(true),
      show: () => turn(false),
    },
  });
  Object.defineProperty(document, 'hidden', { get: () => isHidden });
  Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
  function turn(to: boolean): void {
    isHidden = to;
    document.dispatchEvent(new Event('visibilitychange'));
    if (!to) draw();
  }
}
