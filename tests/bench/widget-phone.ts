import type { Browser, Page } from 'playwright-core';
import { openContext, PHONE } from '../harness/browser.ts';
import { PAGES_ORIGIN, SITE } from './program.ts';
import { ask, type Figures, readFigures, watchPage } from './widget-figures.ts';
import { startTrace } from './widget-trace.ts';

/** A slow phone with an article and its comments on it. */
export type Phone = {
  /** Does something with the page, waits until the page has nothing to do any more, and gives what it cost. */
  measure(act: () => Promise<unknown>): Promise<Figures>;
  /** Opens the article; resolves when the first slice is drawn to its end. */
  open(): Promise<void>;
  /** Drags the page by so many CSS pixels, downwards if negative. */
  scroll(distance: number): Promise<void>;
  /** Brings the first element that fits into sight and touches it. False when there is none. */
  press(selector: string): Promise<boolean>;
  /** Waits until so many elements fit, or more. */
  reach(selector: string, count: number): Promise<void>;
  count(selector: string): Promise<number>;
  height(): Promise<number>;
  /** What the page has loaded, by kind: bytes as they were sent. */
  bytes: Record<string, number>;
  close(): Promise<void>;
};

export const SLOWED_TIMES = 4;
/** A good mobile connection, as DevTools has it under "Fast 4G": bytes a second, milliseconds. */
const NETWORK = { offline: false, latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 };
const SCROLL_PX_PER_SECOND = 4_000;
const ROOTS = 'section > article';

/** The threads of these keys stand one below the other. */
export async function openPhone(browser: Browser, api: string, keys: string[]): Promise<Phone> {
  const { page, context } = await openContext(browser, {
    viewport: PHONE,
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'no-preference',
    // The article seems to stand elsewhere, as articles do, and may call this machine all the same.
    permissions: ['local-network-access'],
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED_TIMES });
  await devtools.send('Network.emulateNetworkConditions', NETWORK);
  await page.addInitScript(watchPage);
  const url = `${PAGES_ORIGIN}/article`;
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: articleWith(api, keys) }));
  const phone: Phone = {
    async measure(act) {
      const trace = await startTrace(browser, devtools);
      await act();
      await ask(devtools, quiet);
      return readFigures(devtools, await trace.stop());
    },
    async open() {
      await page.goto(url);
      await phone.reach(ROOTS, 20 * keys.length);
    },
    async scroll(distance) {
      await devtools.send('Input.synthesizeScrollGesture', {
        x: PHONE.width / 2,
        y: PHONE.height / 2,
        yDistance: distance,
        speed: SCROLL_PX_PER_SECOND,
        gestureSourceType: 'touch',
      });
    },
    async press(selector) {
      const at = await ask(devtools, placeOf, selector);
      if (at) await page.touchscreen.tap(at.x, at.y);
      return at !== null;
    },
    reach: (selector, count) => ask(devtools, reached, { selector, count }),
    count: (selector) => ask(devtools, countOf, selector),
    height: () => ask(devtools, () => document.documentElement.scrollHeight),
    bytes: countBytes(page),
    close: () => context.close(),
  };
  return phone;
}

function articleWith(api: string, keys: string[]): string {
  const threads = keys.map((key) => `<parley-comments data-key="${key}"></parley-comments>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<script async src="${api}/embed.js" data-site="${SITE}"></script>
<body><main><h1>Article</h1><p>Words.</p>${threads.join('')}</main></body></html>`;
}

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

// What follows runs in the page.

function countOf(selector: string): number {
  const hosts = [...document.querySelectorAll('parley-comments')];
  return hosts.reduce((sum, host) => sum + (host.shadowRoot?.querySelectorAll(selector).length ?? 0), 0);
}

/** Where to touch the first element that fits, brought into sight. */
async function placeOf(selector: string): Promise<{ x: number; y: number } | null> {
  const element = document.querySelector('parley-comments')?.shadowRoot?.querySelector(selector);
  element?.scrollIntoView({ block: 'center', behavior: 'instant' });
  for (let frames = 3; frames > 0; frames -= 1) await new Promise(requestAnimationFrame);
  if (!element) return null;
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + Math.min(20, width / 2), y: y + height / 2 };
}

/** Until so many are there, and nothing is still to be drawn; a minute is too long. */
async function reached({ selector, count }: { selector: string; count: number }): Promise<void> {
  const roots = () => [...document.querySelectorAll('parley-comments')].map((host) => host.shadowRoot);
  const found = () => roots().reduce((sum, root) => sum + (root?.querySelectorAll(selector).length ?? 0), 0);
  const startedAt = performance.now();
  while (found() < count || roots().some((root) => root?.querySelector('.rest'))) {
    if (performance.now() - startedAt > 60_000) throw new Error(`${found()} of ${count} ${selector}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Until the page has had nothing to do for a moment. */
function quiet(): Promise<void> {
  return new Promise((resolve) => {
    let left = 12;
    const step = () => (left-- > 0 ? requestIdleCallback(step) : resolve());
    step();
  });
}
