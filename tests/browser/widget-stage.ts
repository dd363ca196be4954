import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type HostPages, startHostPages } from '../harness/host-page.ts';
import { QUICK_WRITERS, type Service, SITE, startService } from '../harness/service.ts';
import { describeInWindows, type Windows } from '../harness/windows.ts';

/** The service, a publication's pages under another origin, and a browser to open them in. */
export type Stage = {
  service: Service;
  host: HostPages;
  /** Opens an article of its own window; `before` may spoil the window first. */
  open(key: string, options?: OpenOptions): Promise<Page>;
  /** Opens a page of the publication with this body. */
  openBody(path: string, body: string, options?: OpenOptions): Promise<Page>;
  close(): Promise<void>;
};

type OpenOptions = {
  window?: Parameters<Browser['newContext']>[0];
  before?: (page: Page, context: BrowserContext) => Promise<unknown>;
  hash?: string;
};

/** A suite on a publication's pages, with a service of its own. No page may have a script error. */
export function describeStage(title: string, body: (stage: Stage) => void): void {
  describeInWindows(title, { open: setStage }, body);
}

async function setStage(windows: Windows): Promise<Stage> {
  const service = await startService();
  const host = await startHostPages(service.url, SITE);
  const bodies = await startBodies();
  await service.configure({ ...QUICK_WRITERS, origins: [host.origin, bodies.origin] });

  async function openPage(url: string, options: OpenOptions): Promise<Page> {
    const { page, context } = await windows.open(options.window);
    await options.before?.(page, context);
    await page.goto(url + (options.hash ?? ''));
    return page;
  }
  return {
    service,
    host,
    open: (key, options = {}) => openPage(host.url(key), options),
    openBody: (path, body, options = {}) => openPage(bodies.serve(path, body), options),
    async close() {
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
