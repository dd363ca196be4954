import * as requests from '@parley/contracts/requests';
import { previewBody } from '@parley/core/comments/preview-body';
import { Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { endpoint, ok } from '../endpoint.ts';
import type { Limits } from '../limits.ts';
import { assertOrigin } from '../origins.ts';

/** What a text will look like, for whoever is writing it. */
export function previewRoutes(deps: HttpDeps, limits: Limits): Router {
  const router = Router();
  router.post(
    '/v1/preview',
    limits.previews,
    endpoint({ body: requests.preview }, async ({ body, request }) => {
      await assertOrigin(deps, request, body.site);
      return ok(previewBody(body.body));
    }),
  );
  return router;
}
