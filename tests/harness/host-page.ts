import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A publication's own web server: ordinary articles under another origin than the service's. */
export type HostPages = { origin: string; url(key: string): string; close(): Promise<void> };

/**
 * Serves an article for every path, with the one script tag under it, under a policy that allows scripts,
 * styles and connections of the service's origin and nothing inline.
 */
export async function startHostPages(service: string, site: string, attributes = ''): Promise<HostPages> {
  const policy = [
    "default-src 'none'",
    `script-src ${service}`,
    `style-src ${service}`,
    `connect-src ${service} ${service.replace(/^http/, 'ws')}`,
    'img-src https:',
  ].join('; ');
  const server = createServer((request, response) => {
    const title = decodeURIComponent((request.url ?? '/').slice(1).split('?')[0] ?? '');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    });
    response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><main><h1>${title}</h1><p>Words of the article.</p>
<script async src="${service}/embed.js" data-site="${site}" data-key="${title}" ${attributes}></script></main></html>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: (key) => `${origin}/${encodeURIComponent(key)}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
