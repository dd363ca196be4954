import * as requests from '@parley/contracts/requests';
import * as rooms from '@parley/contracts/room-objects';
import { listAuthors } from '@parley/core/identity/list-authors';
import { listThreads } from '@parley/core/threads/list-threads';
import { readModeratedThread } from '@parley/core/threads/read-moderated-thread';
import { Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { endpoint, ok } from '../endpoint.ts';

/** Looking for threads and authors. Behind `moderationRoutes`, which lets moderators in. */
export function roomRoutes(deps: HttpDeps): Router {
  const router = Router();
  router.get(
    '/v1/moderation/threads',
    endpoint({ query: rooms.listThreads }, async ({ query, actor }) =>
      ok(await listThreads(deps, actor, query)),
    ),
  );
  router.get(
    '/v1/moderation/threads/:thread',
    endpoint({ params: requests.threadParams }, async ({ params, actor }) =>
      ok(await readModeratedThread(deps, actor, params.thread)),
    ),
  );
  router.get(
    '/v1/moderation/authors',
    endpoint({ query: rooms.listAuthors }, async ({ query, actor }) =>
      ok(await listAuthors(deps, actor, query)),
    ),
  );
  return router;
}
