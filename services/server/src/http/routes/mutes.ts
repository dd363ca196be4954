import * as requests from '@parley/contracts/requests';
import { assertReader } from '@parley/core/access/policy';
import { muteAuthor } from '@parley/core/identity/mute-author';
import { type RequestHandler, Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { endpoint } from '../endpoint.ts';
import type { Limits } from '../limits.ts';
import { refuseForeignOrigins } from '../origins.ts';
import { readerSession } from '../sessions.ts';

/** Whose comments a reader does not want to see, kept so that it follows them from page to page and device to device. */
export function muteRoutes(deps: HttpDeps, limits: Limits): Router {
  const router = Router();
  const set = (isMuted: boolean): RequestHandler =>
    endpoint({ params: requests.muteParams }, async ({ params, actor }) => {
      assertReader(actor);
      await muteAuthor(deps, actor, params.author, isMuted);
      return { status: 204 };
    });
  const before = [readerSession(deps), refuseForeignOrigins(deps), limits.actions];
  router.put('/v1/mutes/:author', before, set(true));
  router.delete('/v1/mutes/:author', before, set(false));
  return router;
}
