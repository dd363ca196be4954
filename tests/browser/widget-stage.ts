import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, openContext } from '../harness/browser.ts';
import { type HostPages, startHostPages } from '../harness/host-page.ts';
import { type Service, SITE, startService } from '../harness/service.ts';

/** The service, a publication's pages under another origin, and a browser to open them in. */
export type Stage = {
  service: Service;
  host: HostPages;
  /** Opens an article of its own window; `before` may spoil the window first. */
  open(key: string, options?: OpenOptions): Promise<Page>;
  /** Opens a page of the publication with this body. */
  openBody(path: string, body: string, options?: OpenOptions): Promise<Page>;
  errors: string[];
  close(): Promise<void>;
};

type OpenOptions = {
  window?: Parameters<Browser['newContext']>[0];
  before?: (page: Page, context: BrowserContext) => Promise<unknown>;
  hash?: string;
};

export async function setStage(executablePath: string): Promise<Stage> {
  const service = await startService();
  const host = await startHostPages(service.url, SITE);
  const bodies = await startBodies();
  await service.configure({ origins: [host.origin, bodies.origin] });
  const browser = await launchBrowser(executablePath);
  const errors: string[] = [];

  async function openPage(url: string, options: OpenOptions): Promise<Page> {
    const opened = await openContext(browser, options.window);
    opened.page.on('pageerror', (error) => errors.push(String(error)));
    await options.before?.(opened.page, opened.context);
    await opened.page.goto(url + (options.hash ?? ''));
    return opened.page;
  }
  return {
    service,
    host,
    errors,
    open: (key, options = {}) => openPage(host.url(key), options),
    openBody: (path, body, options = {}) => openPage(bodies.serve(path, body), options),
    async close() {
      await browser.close();
      await host.close();
      bodies.close();
      await service.stop();
    },
  };
}

/** Pages that a test makes up as it goes, under an origin of their own and no policy. */
async function startBodies() {
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(pages.get(request.url ?? '') ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    serve(name: string, body: string): string {
      pages.set(
        `/${name}`,
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>${body}`,
      );
      return `${origin}/${name}`;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Writes in the box for new comments and posts; a name is given where one is asked for. */
export async function write(page: Page, words: string, name?: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Add to the discussion' }).fill(words);
  if (name) await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Post', exact: true }).click();
}

export function comment(page: Page, words: string) {
  return page.locator('article').filter({ hasText: words }).last();
}
