import * as requests from '@parley/contracts/requests';
import { assertReader } from '@parley/core/access/policy';
import { listSlice } from '@parley/core/threads/list-slice';
import { openThread } from '@parley/core/threads/open-thread';
import { readChanges } from '@parley/core/threads/read-changes';
import { readCounts } from '@parley/core/threads/read-counts';
import { readMine } from '@parley/core/threads/read-mine';
import { Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { endpoint, ok } from '../endpoint.ts';
import type { Limits } from '../limits.ts';
import { assertOrigin, refuseForeignOrigins } from '../origins.ts';
import { readerSession } from '../sessions.ts';

/** What readers read. First slices of threads that exist are answered before this, from finished bytes. */
export function threadRoutes(deps: HttpDeps, limits: Limits): Router {
  const router = Router();
  const params = requests.threadParams;

  router.get(
    '/v1/threads',
    limits.reads,
    endpoint({ query: requests.openThread }, async ({ query, request }) => {
      await assertOrigin(deps, request, query.site);
      return ok(await openThread(deps, query), { 'Cache-Control': 'no-cache' });
    }),
  );

  router.get(
    '/v1/threads/:thread/comments',
    limits.reads,
    ofThreadsSite(deps),
    endpoint({ params, query: requests.listComments }, async ({ params, query }) =>
      ok(await listSlice(deps, params.thread, query), { 'Cache-Control': 'no-cache' }),
    ),
  );

  router.get(
    '/v1/threads/:thread/changes',
    limits.reads,
    ofThreadsSite(deps),
    endpoint({ params, query: requests.listChanges }, async ({ params, query }) =>
      ok(await readChanges(deps, params.thread, query.after)),
    ),
  );

  router.get(
    '/v1/threads/:thread/mine',
    readerSession(deps),
    limits.reads,
    refuseForeignOrigins(deps),
    endpoint({ params }, async ({ params, actor }) => {
      assertReader(actor);
      return ok(await readMine(deps, actor, params.thread));
    }),
  );

  router.get(
    '/v1/counts',
    limits.reads,
    endpoint({ query: requests.readCounts }, async ({ query, request }) => {
      await assertOrigin(deps, request, query.site);
      return ok({ counts: await readCounts(deps, query.site, query.key) }, { 'Cache-Control': 'no-cache' });
    }),
  );

  return router;
}

/** A page of another site gets no answer about this thread. A thread that does not exist belongs to nobody yet. */
function ofThreadsSite(deps: HttpDeps): import('express').RequestHandler {
  return async (request, _response, next) => {
    if (request.headers.origin !== undefined) {
      const { thread } = requests.threadParams.parse(request.params);
      const found = await deps.store.threads.find(thread);
      if (found !== null) await assertOrigin(deps, request, found.site);
    }
    next();
  };
}
