import * as bodies from '@parley/contracts/issue-requests';
import * as requests from '@parley/contracts/requests';
import { answerReader } from '@parley/core/issues/answer-reader';
import { mergeIssueGroup, splitIssueGroup } from '@parley/core/issues/merge-groups';
import { readIssueGroup } from '@parley/core/issues/read-group';
import { listIssueGroups, updateIssueGroup } from '@parley/core/issues/triage';
import { undoIssueEvent } from '@parley/core/issues/undo-act';
import { Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { endpoint, ok } from '../endpoint.ts';

/** What moderators make of issue reports. Stands behind the session and limits of `moderation.ts`. */
export function triageRoutes(deps: HttpDeps): Router {
  const router = Router();
  const params = bodies.groupParams;
  router.get(
    '/v1/moderation/issues',
    endpoint({ query: requests.listIssues }, async ({ query, actor }) =>
      ok(await listIssueGroups(deps, actor, query)),
    ),
  );
  router.get(
    '/v1/moderation/issues/:group',
    endpoint({ params }, async ({ params: { group }, actor }) =>
      ok(await readIssueGroup(deps, actor, group)),
    ),
  );
  router.patch(
    '/v1/moderation/issues/:group',
    endpoint({ params, body: bodies.updateIssue }, async ({ params: { group }, body, actor }) =>
      ok(await updateIssueGroup(deps, actor, group, body)),
    ),
  );
  router.post(
    '/v1/moderation/issues/:group/merge',
    endpoint({ params, body: bodies.mergeIssue }, async ({ params: { group }, body, actor }) =>
      ok(await mergeIssueGroup(deps, actor, group, body)),
    ),
  );
  router.post(
    '/v1/moderation/issues/:group/split',
    endpoint({ params, body: bodies.splitIssue }, async ({ params: { group }, body, actor }) =>
      ok(await splitIssueGroup(deps, actor, group, body.version)),
    ),
  );
  router.post(
    '/v1/moderation/issues/:group/events/:event/undo',
    endpoint({ params: bodies.groupEventParams }, async ({ params: { group, event }, actor }) =>
      ok(await undoIssueEvent(deps, actor, group, event)),
    ),
  );
  router.post(
    '/v1/moderation/issues/:group/answers',
    endpoint({ params, body: bodies.answerReader }, async ({ params: { group }, body, actor }) => ({
      status: 202,
      body: await answerReader({ ...deps, publicUrl: deps.ownOrigins[0] }, actor, group, body),
    })),
  );
  return router;
}
