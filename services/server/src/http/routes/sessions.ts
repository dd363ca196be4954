import * as requests from '@parley/contracts/requests';
import { assertReader } from '@parley/core/access/policy';
import { beginGuestSession } from '@parley/core/identity/begin-guest-session';
import { beginModeratorSession } from '@parley/core/identity/begin-moderator-session';
import { beginSsoSession } from '@parley/core/identity/begin-sso-session';
import { presentMe } from '@parley/core/identity/present-identity';
import { endSession, MODERATOR_SESSION_MS } from '@parley/core/identity/sessions';
import { Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { endpoint, ok } from '../endpoint.ts';
import type { Limits } from '../limits.ts';
import { assertOrigin, refuseForeignOrigins } from '../origins.ts';
import { CONSOLE_HEADER, readerSession, setConsoleCookie, tokenOf } from '../sessions.ts';

/** Who one is: beginning and ending sessions. */
export function sessionRoutes(deps: HttpDeps, limits: Limits): Router {
  const router = Router();
  const isSecure = deps.ownOrigins[0].startsWith('https:');

  router.post(
    '/v1/sessions/guest',
    limits.sessions,
    endpoint({ body: requests.guestSession }, async ({ body, request }) => {
      await assertOrigin(deps, request, body.site);
      return { status: 201, body: await beginGuestSession(deps, body) };
    }),
  );

  router.post(
    '/v1/sessions/sso',
    limits.sessions,
    endpoint({ body: requests.ssoSession }, async ({ body, request }) => {
      await assertOrigin(deps, request, body.site);
      return { status: 201, body: await beginSsoSession(deps, body) };
    }),
  );

  router.post(
    '/v1/sessions/moderator',
    limits.signIns,
    refuseForeignOrigins(deps),
    endpoint({ body: requests.moderatorSession }, async ({ body, request, response }) => {
      const session = await beginModeratorSession(deps, body);
      const isConsole = request.headers[CONSOLE_HEADER] !== undefined;
      if (isConsole) setConsoleCookie(response, session.token, isSecure, MODERATOR_SESSION_MS);
      return { status: 201, body: session };
    }),
  );

  router.get(
    '/v1/me',
    readerSession(deps),
    refuseForeignOrigins(deps),
    endpoint({}, async ({ actor }) => {
      assertReader(actor);
      return ok(
        presentMe(
          actor,
          deps.sites.all().map((site) => site.id),
        ),
      );
    }),
  );

  // Without asking who it is: a session that has ended already is ended well.
  router.delete(
    '/v1/sessions/current',
    refuseForeignOrigins(deps),
    endpoint({}, async ({ request, response }) => {
      const token = tokenOf(request);
      if (token === null) assertReader(null);
      else await endSession(deps, token);
      setConsoleCookie(response, null, isSecure, 0);
      return { status: 204 };
    }),
  );

  return router;
}
