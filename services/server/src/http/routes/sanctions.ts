import * as requests from '@parley/contracts/requests';
import * as bodies from '@parley/contracts/sanction-requests';
import * as settings from '@parley/contracts/site-settings';
import { assertReader } from '@parley/core/access/policy';
import { listRevisions } from '@parley/core/comments/list-revisions';
import { appealComment } from '@parley/core/moderation/appeal-comment';
import { readStats } from '@parley/core/moderation/read-stats';
import { tryScreening } from '@parley/core/moderation/try-screening';
import { undoBulk } from '@parley/core/moderation/undo-bulk';
import { undoEvent } from '@parley/core/moderation/undo-event';
import { addNote } from '@parley/core/notes/add-note';
import { listNotes } from '@parley/core/notes/list-notes';
import { removeNote } from '@parley/core/notes/remove-note';
import { liftSanction } from '@parley/core/sanctions/lift-sanction';
import { listSanctions } from '@parley/core/sanctions/list-sanctions';
import { readAuthor } from '@parley/core/sanctions/read-author';
import { sanctionAuthor } from '@parley/core/sanctions/sanction-author';
import { changeSettings, readSettings } from '@parley/core/sites/site-settings';
import { Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { endpoint, ok } from '../endpoint.ts';
import type { Limits } from '../limits.ts';
import { refuseForeignOrigins } from '../origins.ts';
import { readerSession } from '../sessions.ts';

/**
 * Undo, revisions, authors, what they are told and what is noted about them, statistics, appeals, settings. Behind `moderationRoutes`, which
 * lets moderators in.
 */
export function sanctionRoutes(deps: HttpDeps, limits: Limits): Router {
  const router = Router();

  router.post(
    '/v1/comments/:id/appeal',
    readerSession(deps),
    refuseForeignOrigins(deps),
    limits.actions,
    endpoint({ params: requests.idParams, body: bodies.appeal }, async ({ params, body, actor }) => {
      assertReader(actor);
      return ok(await appealComment(deps, actor, params.id, body));
    }),
  );

  router.post(
    '/v1/moderation/events/:id/undo',
    endpoint({ params: requests.eventParams }, async ({ params, actor }) =>
      ok(await undoEvent(deps, actor, params.id)),
    ),
  );
  router.post(
    '/v1/moderation/bulks/:id/undo',
    endpoint({ params: bodies.bulkParams }, async ({ params, actor }) =>
      ok(await undoBulk(deps, actor, params.id)),
    ),
  );

  router.get(
    '/v1/moderation/comments/:id/revisions',
    endpoint({ params: requests.idParams }, async ({ params, actor }) =>
      ok(await listRevisions(deps, actor, params.id)),
    ),
  );
  router.get(
    '/v1/moderation/authors/:id',
    endpoint({ params: bodies.authorParams }, async ({ params, actor }) =>
      ok(await readAuthor(deps, actor, params.id)),
    ),
  );
  router.post(
    '/v1/moderation/authors/:id/sanctions',
    endpoint(
      { params: bodies.authorParams, body: bodies.sanctionAuthor },
      async ({ params, body, actor }) => ({
        status: 201,
        body: await sanctionAuthor(deps, actor, params.id, body),
      }),
    ),
  );
  router.delete(
    '/v1/moderation/authors/:id/sanctions/:sanction',
    endpoint({ params: bodies.sanctionParams }, async ({ params, actor }) =>
      ok(await liftSanction(deps, actor, params.id, params.sanction)),
    ),
  );
  router.get(
    '/v1/moderation/authors/:id/notes',
    endpoint({ params: bodies.authorParams, query: bodies.listNotes }, async ({ params, query, actor }) =>
      ok(await listNotes(deps, actor, params.id, query)),
    ),
  );
  router.post(
    '/v1/moderation/authors/:id/notes',
    endpoint({ params: bodies.authorParams, body: bodies.addNote }, async ({ params, body, actor }) => {
      const { note, isNew } = await addNote(deps, actor, params.id, body);
      return isNew ? { status: 201, body: note } : ok(note, { 'Idempotent-Replayed': 'true' });
    }),
  );
  router.delete(
    '/v1/moderation/authors/:id/notes/:note',
    endpoint({ params: bodies.noteParams }, async ({ params, actor }) => {
      await removeNote(deps, actor, params.id, params.note);
      return { status: 204 };
    }),
  );
  router.get(
    '/v1/moderation/sanctions',
    endpoint({ query: bodies.listSanctions }, async ({ query, actor }) =>
      ok(await listSanctions(deps, actor, query)),
    ),
  );

  router.get(
    '/v1/moderation/stats',
    endpoint({ query: bodies.readStats }, async ({ query, actor }) =>
      ok(await readStats(deps, actor, query)),
    ),
  );
  router.post(
    '/v1/moderation/screening/try',
    endpoint({ body: bodies.tryScreening }, async ({ body, actor }) =>
      ok(await tryScreening(deps, actor, body)),
    ),
  );

  router.get(
    '/v1/moderation/sites/:site/settings',
    endpoint({ params: requests.siteParams }, async ({ params, actor }) =>
      ok(await readSettings(deps, actor, params.site)),
    ),
  );
  router.patch(
    '/v1/moderation/sites/:site/settings',
    endpoint(
      { params: requests.siteParams, body: settings.changeSettings },
      async ({ params, body, actor }) => ok(await changeSettings(deps, actor, params.site, body)),
    ),
  );
  return router;
}
