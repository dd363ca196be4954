import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect } from 'chai';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

type Violation = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

const ARTEFACTS = resolve(import.meta.dirname, '../../artefacts/screenshots');

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A loaded machine takes seconds to draw; below the limit of a test, so that what was waited for is told. */
const WAIT_LIMIT_MS = 20_000;

/** Chromium as Debian ships it, talking to nobody but the pages it is shown. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

let shared: Promise<Browser> | null = null;

/** One Chromium for all suites of a process, which ends with it: to start one takes as long as several tests. */
export function sharedBrowser(executablePath: string): Promise<Browser> {
  shared ??= launchBrowser(executablePath).then((browser) => {
    browser.once('disconnected', () => {
      shared = null;
    });
    return browser;
  });
  return shared;
}

/** A window of its own with its own storage, as if on another machine; script errors on its pages are kept. */
export async function openContext(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await browser.newContext({
    viewport: DESKTOP,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...options,
  });
  context.setDefaultTimeout(WAIT_LIMIT_MS);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  return { context, page, errors };
}

/** Keeps what the page looks like, outside git, for people to look at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(ARTEFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`), fullPage: true, animations: 'disabled' });
}

/** Expects no serious or critical breach of WCAG 2.2 AA in what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  const serious = (await violationsOf(page)).filter(
    ({ impact }) => impact === 'serious' || impact === 'critical',
  );
  const told = serious.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
  expect(told).to.deep.equal([]);
}

/**
 * Every breach of WCAG 2.2 AA in what the page shows now. The page's own frame is looked at, for there are no
 * others, and of the rules that are kept no account is asked: that takes a fifth of the time.
 */
export async function violationsOf(page: Page): Promise<Violation[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations;
}
