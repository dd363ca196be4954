/**
 * `npm run bench:widget`: what a thread of 100,000 comments costs a phone. Chromium shows the real widget at
 * 390 px with its processor slowed down four times; it loads, pages on and on, and scrolls all the way up and
 * down. Prints a table and writes it to `artefacts/bench`. Times are shown, never asserted.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser, openContext, PHONE } from '../harness/browser.ts';
import { pinLoadGenerator } from './machine.ts';
import { endPrograms, SITE, startServer } from './program.ts';
import { seed } from './seed.ts';
import { type Figures, readFigures, watchPage } from './widget-figures.ts';

const ARTEFACTS = resolve(import.meta.dirname, '../../artefacts/bench');
const SLOWED_TIMES = 4;
/** Slices of 20 roots with their previews: some thousand comments, more than anybody reads. */
const SLICES = optionOf('--slices', 40);
const SCROLL_PX_PER_SECOND = 4_000;
const executablePath = process.env.TEST_CHROMIUM ?? process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

await mkdir(ARTEFACTS, { recursive: true });
const folder = await mkdtemp(join(ARTEFACTS, 'data-'));
const browser = await launchBrowser(executablePath);
try {
  const machine = pinLoadGenerator();
  console.log(machine.description);
  const { deep } = await seed(folder, { isLarge: false });
  const server = await startServer(machine, folder);
  const { page, context } = await openContext(browser, {
    viewport: PHONE,
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'no-preference',
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED_TIMES });
  await page.addInitScript(watchPage);
  const bytes = countBytes(page);
  await page.route(`${server.url}/article`, (route) =>
    route.fulfill({ contentType: 'text/html', body: article(deep) }),
  );
  const phases: Record<string, Figures> = {};
  await page.goto(`${server.url}/article`);
  await page.locator('article').nth(19).waitFor();
  await quiet(page);
  phases.load = await readFigures(page);
  const loadedBytes = { ...bytes };
  await scroll(page, devtools, -6_000);
  phases['scroll the first slice'] = await readFigures(page);
  await pageOn(page, SLICES - 1);
  await quiet(page);
  phases[`page on, ${SLICES - 1} times`] = await readFigures(page);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await scroll(page, devtools, height);
  phases['scroll up to the top'] = await readFigures(page);
  await scroll(page, devtools, -height);
  phases['scroll down to the end'] = await readFigures(page);

  console.log(
    `a thread of 100,000 comments, 390 px, processor slowed down ${SLOWED_TIMES} times; page ${height} px high`,
  );
  console.log(`bytes loaded: ${JSON.stringify(loadedBytes)}`);
  console.table(phases);
  const file = join(ARTEFACTS, `widget-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.json`);
  await writeFile(file, JSON.stringify({ machine, bytes: loadedBytes, height, phases }, null, 2));
  console.log(`written to ${file}`);
} finally {
  await browser.close();
  await endPrograms();
  await rm(folder, { recursive: true, force: true });
}
process.exit();

function article(key: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><main><h1>Article</h1><p>Words.</p>
<script async src="/embed.js" data-site="${SITE}" data-key="${key}"></script></main></html>`;
}

/** Bytes on the wire by kind. */
function countBytes(page: Page): Record<string, number> {
  const bytes: Record<string, number> = {};
  page.on('response', async (response) => {
    const kind = /embed\.js|\/widget\/\w+|\/v1\/\w+/.exec(response.url())?.[0];
    if (!kind) return;
    const { responseBodySize } = await response
      .request()
      .sizes()
      .catch(() => ({ responseBodySize: 0 }));
    bytes[kind] = (bytes[kind] ?? 0) + responseBodySize;
  });
  return bytes;
}

/**
 * Presses the button for more, again and again, when all of the last slice is there. Its place is asked of the
 * page by a bare selector: to look for it by its role costs the page more than to draw a comment.
 */
async function pageOn(page: Page, times: number): Promise<void> {
  for (let left = times; left > 0; left -= 1) {
    const before = await page.evaluate(async () => {
      const root = document.querySelector('parley-comments')?.shadowRoot;
      root?.querySelector('footer')?.scrollIntoView({ block: 'end' });
      for (let frames = 3; frames > 0; frames -= 1) await new Promise(requestAnimationFrame);
      const button = root?.querySelector('section > .further button:last-of-type');
      const { x = 0, y = 0 } = button?.getBoundingClientRect() ?? {};
      return { x, y, count: root?.querySelectorAll('section > article').length ?? 0 };
    });
    await page.mouse.click(before.x + 20, before.y + 12);
    await page.evaluate(async (count) => {
      const root = document.querySelector('parley-comments')?.shadowRoot;
      while (root?.querySelectorAll('section > article').length === count || root?.querySelector('.rest'))
        await new Promise(requestAnimationFrame);
    }, before.count);
  }
}

async function scroll(page: Page, devtools: CDPSession, yDistance: number): Promise<void> {
  await devtools.send('Input.synthesizeScrollGesture', {
    x: PHONE.width / 2,
    y: PHONE.height / 2,
    yDistance,
    speed: SCROLL_PX_PER_SECOND,
    gestureSourceType: 'touch',
  });
  await quiet(page);
}

/** Until the page has had nothing to do for a moment. */
function quiet(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let left = 12;
        const step = () => (left-- > 0 ? requestIdleCallback(step) : resolve());
        step();
      }),
  );
}

function optionOf(name: string, fallback: number): number {
  const given = process.argv.find((arg) => arg.startsWith(`${name}=`));
  return given ? Number(given.slice(name.length + 1)) : fallback;
}
