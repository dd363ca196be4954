import * as requests from '@parley/contracts/requests';
import { assertReader } from '@parley/core/access/policy';
import { editComment } from '@parley/core/comments/edit-comment';
import { pinComment } from '@parley/core/comments/pin-comment';
import { postComment } from '@parley/core/comments/post-comment';
import { readPermalink } from '@parley/core/comments/read-permalink';
import { voteOnComment } from '@parley/core/comments/vote-on-comment';
import { withdrawComment } from '@parley/core/comments/withdraw-comment';
import { flagComment } from '@parley/core/flags/flag-comment';
import { threadIdFor } from '@parley/core/threads/thread-id';
import { Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { endpoint, ok } from '../endpoint.ts';
import { admitPost, type Limits } from '../limits.ts';
import { assertOrigin, refuseForeignOrigins } from '../origins.ts';
import { postOrigin } from '../post-origin.ts';
import { moderatorSession, optionalSession, readerSession } from '../sessions.ts';

/** What readers write, and permalinks. */
export function commentRoutes(deps: HttpDeps, limits: Limits): Router {
  const router = Router();
  const params = requests.idParams;
  const reader = [readerSession(deps), refuseForeignOrigins(deps)];

  // Limits stand inside the use case, behind the look-up of the key: a retry is never told to slow down.
  router.post(
    '/v1/comments',
    reader,
    endpoint({ body: requests.postComment }, async ({ body, actor, request, response }) => {
      assertReader(actor);
      await assertOrigin(deps, request, body.site);
      const postedTo = { site: body.site, thread: threadIdFor(body.site, body.thread.key) };
      const admit = () =>
        admitPost(limits, ['postsByReader', 'postsByAddress'], { request, response }, postedTo);
      const origin = postOrigin(deps, request, { canSolve: true });
      const { outcome, comment } = await postComment({ ...deps, admit, origin }, actor, body);
      deps.metrics.posts.inc({ outcome });
      if (outcome === 'replayed') return ok(comment, { 'Idempotent-Replayed': 'true' });
      return { status: outcome === 'held' ? 202 : 201, body: comment };
    }),
  );

  router.patch(
    '/v1/comments/:id',
    reader,
    limits.actions,
    endpoint({ params, body: requests.editComment }, async ({ params, body, actor, request }) => {
      assertReader(actor);
      const origin = postOrigin(deps, request, { canSolve: true });
      const comment = await editComment({ ...deps, origin }, actor, params.id, body);
      return { status: comment.status === 'held' ? 202 : 200, body: comment };
    }),
  );

  router.delete(
    '/v1/comments/:id',
    reader,
    limits.actions,
    endpoint({ params }, async ({ params, actor }) => {
      assertReader(actor);
      await withdrawComment(deps, actor, params.id);
      return { status: 204 };
    }),
  );

  router.put(
    '/v1/comments/:id/vote',
    reader,
    limits.actions,
    endpoint({ params, body: requests.vote }, async ({ params, body, actor }) => {
      assertReader(actor);
      return ok(await voteOnComment(deps, actor, params.id, body.value));
    }),
  );

  router.put(
    '/v1/comments/:id/flag',
    reader,
    limits.actions,
    endpoint({ params, body: requests.flag }, async ({ params, body, actor }) => {
      assertReader(actor);
      return ok(await flagComment(deps, actor, params.id, body));
    }),
  );

  router.put(
    '/v1/comments/:id/pin',
    moderatorSession(deps),
    refuseForeignOrigins(deps),
    limits.moderation,
    endpoint({ params, body: requests.pin }, async ({ params, body, actor }) =>
      ok(await pinComment(deps, actor, params.id, body.pinned)),
    ),
  );

  router.get(
    '/v1/comments/:id',
    limits.reads,
    optionalSession(deps),
    endpoint({ params }, async ({ params, actor, request }) => {
      const permalink = await readPermalink(deps, actor, params.id);
      await assertOrigin(deps, request, permalink.thread.site);
      return ok(permalink);
    }),
  );

  return router;
}
