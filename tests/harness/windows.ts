import type { BrowserContext, Page } from 'playwright-core';
import { keepScreenshot, openContext, sharedBrowser } from './browser.ts';
import { describeWith, type ServerKind } from './servers.ts';

/** The windows that a suite opens; each has storage of its own, and all their script errors are kept together. */
export type Windows = {
  open(options?: Parameters<typeof openContext>[1]): Promise<{ context: BrowserContext; page: Page }>;
  errors: string[];
};

/** What a suite stands on beside its windows. */
type Stage = { close(): Promise<void> };
type Addresses = Record<ServerKind, string>;

/** Enough of what a page said to see why something was not found on it. */
const SHOWN_CHARACTERS = 1500;

/**
 * A suite in a browser. `open` starts what it stands on, before the first test or, `afresh`, before each; `stage`
 * may be read in hooks and tests. Windows opened in a test are closed after it, those of a `before` hook last.
 * A script error in any of them fails the test in which it was seen.
 */
export function describeInWindows<S extends Stage>(
  title: string,
  options: {
    needs?: ServerKind[];
    open: (windows: Windows, addresses: Addresses) => Promise<S>;
    afresh?: boolean;
  },
  body: (stage: S, windows: Windows) => void,
): void {
  describeWith(['browser', ...(options.needs ?? [])], title, (addresses) => {
    const stage = {} as S;
    const contexts: BrowserContext[] = [];
    const windows: Windows = {
      errors: [],
      async open(settings) {
        const opened = await openContext(await sharedBrowser(addresses.browser), settings);
        contexts.push(opened.context);
        opened.page.on('pageerror', (error) => windows.errors.push(String(error)));
        return opened;
      },
    };
    const start = async () => void Object.assign(stage, await options.open(windows, addresses));
    const closeFrom = async (first: number) => {
      for (const context of contexts.splice(first)) await context.close();
    };
    let kept = 0;

    if (!options.afresh) before(start);
    if (options.afresh) beforeEach(start);
    beforeEach(() => {
      kept = contexts.length;
    });
    afterEach(async function close() {
      if (this.currentTest?.state === 'failed') await tell(contexts, this.currentTest.title);
      await closeFrom(options.afresh ? 0 : kept);
      if (options.afresh) await stage.close?.();
      const errors = windows.errors.splice(0);
      if (errors.length > 0) throw new Error(`a page had script errors: ${errors.join('; ')}`);
    });
    body(stage, windows);
    // Last, so that hooks of the suite's own still find it open.
    after(async () => {
      await closeFrom(0);
      if (!options.afresh) await stage.close?.();
    });
  });
}

/** Says and keeps what the windows show: a failure on a machine that is gone can be understood by nothing else. */
async function tell(contexts: BrowserContext[], title: string): Promise<void> {
  const pages = contexts.flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    // The widget has a tree of its own, which the words of the body do not reach into.
    const words = await page.locator('body, .parley').allInnerTexts().catch(String);
    console.error(
      `failed: ${title}; window ${index} at ${page.url()}:\n${String(words).slice(0, SHOWN_CHARACTERS)}`,
    );
    await keepScreenshot(page, `failed-${title.replace(/\W+/g, '-').slice(0, 60)}-${index}`).catch(() => {});
  }
}
