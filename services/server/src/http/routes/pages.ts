import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { compressedFiles } from '../compressed-files.ts';
import type { HttpDeps } from '../deps.ts';

const SERVICES = join(import.meta.dirname, '../../../..');
const WIDGET = join(SERVICES, 'widget/dist');
const CONSOLE = join(SERVICES, 'console/dist');
const DEMO = join(import.meta.dirname, '../pages/demo');

/** Names of these files change with their content. */
const IMMUTABLE = { maxAge: '1y', immutable: true, index: false } as const;
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The files a browser loads: the widget for any site's pages, our own console, and the demo page. */
export function pageRoutes(deps: Pick<HttpDeps, 'ownOrigins'>): Router {
  const router = Router();

  // Pages name these two, so that their names never change.
  router.get(['/embed.js', '/help.js'], anyPage, compressedFiles(WIDGET, 'no-cache'), (request, response) => {
    response.sendFile(request.path.slice(1), { root: WIDGET, headers: { 'Cache-Control': 'no-cache' } });
  });
  const help = join(WIDGET, 'help');
  router.use('/help', anyPage, compressedFiles(help, FOR_EVER), express.static(help, IMMUTABLE));
  const widget = join(WIDGET, 'widget');
  router.use('/widget', anyPage, compressedFiles(widget, FOR_EVER), express.static(widget, IMMUTABLE));

  router.use('/console/assets', compressedFiles(join(CONSOLE, 'assets'), FOR_EVER));
  router.use(
    '/console',
    contentPolicy({ frameAncestors: "'none'" }),
    express.static(CONSOLE, { setHeaders: cacheConsole }),
  );
  router.use('/demo', contentPolicy({ frameAncestors: "'self'" }), express.static(DEMO, { maxAge: 0 }));
  router.get('/', (_request, response) => response.redirect(302, '/demo/'));
  return router;

  /** Nothing inline, nothing from elsewhere: what we ask our hosts to allow is what we allow ourselves. */
  function contentPolicy({ frameAncestors }: { frameAncestors: string }): RequestHandler {
    // Policies have no way to write an IPv6 address; browsers of this decade take 'self' for its sockets too.
    const named = deps.ownOrigins.filter((origin) => !origin.includes('['));
    const liveOrigins = named.map((origin) => origin.replace(/^http/, 'ws'));
    return helmet({
      crossOriginResourcePolicy: { policy: 'same-origin' },
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:', 'https:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'", ...liveOrigins],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: [frameAncestors],
        },
      },
    });
  }
}

const anyPage: RequestHandler = (_request, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
  next();
};

function cacheConsole(response: { setHeader(name: string, value: string): void }, path: string): void {
  const isHashed = path.includes(`${join('dist', 'assets')}`);
  response.setHeader('Cache-Control', isHashed ? FOR_EVER : 'no-cache');
}
