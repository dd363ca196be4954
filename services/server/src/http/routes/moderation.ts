import { listLog, readChains } from '@parley/contracts/log-objects';
import * as requests from '@parley/contracts/requests';
import { CoreError } from '@parley/core/core-error';
import { claimItem, unclaimItem } from '@parley/core/moderation/claim-item';
import { decideItems } from '@parley/core/moderation/decide-item';
import { listChains } from '@parley/core/moderation/list-chains';
import { listQueue } from '@parley/core/moderation/list-queue';
import { listStaff } from '@parley/core/moderation/list-staff';
import { readItem } from '@parley/core/moderation/read-item';
import { readLog } from '@parley/core/moderation/read-log';
import { updateThread } from '@parley/core/threads/update-thread';
import { Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { endpoint, ok } from '../endpoint.ts';
import type { Limits } from '../limits.ts';
import { refuseForeignOrigins } from '../origins.ts';
import { moderatorSession } from '../sessions.ts';
import { triageRoutes } from './triage.ts';

/** What moderators see and decide. Each use case asks the policy for the sites of whoever asks. */
export function moderationRoutes(deps: HttpDeps, limits: Limits): Router {
  const router = Router();
  const item = requests.idParams;
  router.use('/v1/moderation', moderatorSession(deps), refuseForeignOrigins(deps), limits.moderation);

  router.get(
    '/v1/moderation/queue',
    endpoint({ query: requests.listQueue }, async ({ query, actor }) =>
      ok(await listQueue(deps, actor, query)),
    ),
  );
  router.get(
    '/v1/moderation/items/:id',
    endpoint({ params: item }, async ({ params, actor }) => ok(await readItem(deps, actor, params.id))),
  );
  router.put(
    '/v1/moderation/items/:id/claim',
    endpoint({ params: item }, async ({ params, actor }) => ok(await claimItem(deps, actor, params.id))),
  );
  router.delete(
    '/v1/moderation/items/:id/claim',
    endpoint({ params: item }, async ({ params, actor }) => ok(await unclaimItem(deps, actor, params.id))),
  );

  router.post(
    '/v1/moderation/decisions',
    endpoint({ body: requests.decide }, async ({ body, actor }) => {
      const { results, bulk } = await decideItems(deps, actor, body.decisions);
      const [only] = results;
      if (results.length === 1 && only?.outcome === 'conflict') {
        const by = only.event?.actor.name ?? 'Somebody';
        throw new CoreError('conflict', `${by} was faster. The item is shown as it is now.`, {
          current: only,
        });
      }
      return ok({ results, ...(bulk === null ? {} : { bulk }) });
    }),
  );

  router.patch(
    '/v1/moderation/threads/:thread',
    endpoint(
      { params: requests.threadParams, body: requests.updateThread },
      async ({ params, body, actor }) => ok(await updateThread(deps, actor, params.thread, body)),
    ),
  );
  router.get(
    '/v1/moderation/log',
    endpoint({ query: listLog }, async ({ query, actor }) => ok(await readLog(deps, actor, query))),
  );
  router.get(
    '/v1/moderation/chains',
    endpoint({ query: readChains }, async ({ query, actor }) =>
      ok(await listChains(deps, actor, query.site)),
    ),
  );
  router.get(
    '/v1/moderation/staff',
    endpoint({}, async ({ actor }) => ok(await listStaff(deps, actor))),
  );

  router.use(triageRoutes(deps));
  return router;
}
