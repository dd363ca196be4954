import type { Actor } from '@parley/core/access/actor';
import { CoreError } from '@parley/core/core-error';
import type { SiteDirectory } from '@parley/core/sites/site-directory';
import cors from 'cors';
import type { Request, RequestHandler } from 'express';

type Deps = { sites: SiteDirectory; ownOrigins: readonly string[] };

/** How long a browser may keep the answer to a preflight. */
const PREFLIGHT_SECONDS = 600;

/** Which pages' scripts may read our answers: those of any site's own origins, matched exactly. */
export function crossOrigin(deps: Deps): RequestHandler {
  return cors({
    origin: (origin, answer) => answer(null, origin !== undefined && isKnownOrigin(deps, origin)),
    allowedHeaders: ['authorization', 'content-type', 'x-parley-console'],
    exposedHeaders: ['ETag', 'Idempotent-Replayed', 'Retry-After', 'X-Request-Id'],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    maxAge: PREFLIGHT_SECONDS,
  });
}

export function isKnownOrigin(deps: Deps, origin: string): boolean {
  return deps.ownOrigins.includes(origin) || deps.sites.isKnownOrigin(origin);
}

/**
 * CORS lets a browser read; this refuses. A request that names no origin comes from no browser's script, and
 * what it may do is decided by its session alone.
 */
export async function assertOrigin(deps: Deps, request: Request, siteId: string): Promise<void> {
  const { origin } = request.headers;
  if (origin === undefined || deps.ownOrigins.includes(origin)) return;
  const site = await deps.sites.find(siteId);
  if (site === null || site.origins.includes(origin)) return;
  throw originNotAllowed();
}

/** The same for requests that carry a session: it belongs to a site, and so must the page. */
export function refuseForeignOrigins(deps: Deps): RequestHandler {
  return async (request, response, next) => {
    const actor = response.locals.actor as Actor | undefined;
    const { origin } = request.headers;
    if (origin !== undefined && !isKnownOrigin(deps, origin)) throw originNotAllowed();
    if (actor?.kind === 'reader') await assertOrigin(deps, request, actor.site);
    next();
  };
}

function originNotAllowed(): CoreError {
  return new CoreError(
    'origin-not-allowed',
    'This page does not belong to the site. Its operator can add its origin.',
  );
}
