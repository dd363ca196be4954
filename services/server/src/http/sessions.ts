import type { Actor } from '@parley/core/access/actor';
import { assertModerator, assertReader } from '@parley/core/access/policy';
import { CoreError } from '@parley/core/core-error';
import { authenticate } from '@parley/core/identity/authenticate';
import type { Clock, HashToken } from '@parley/core/ports/host';
import type { Store } from '@parley/core/ports/store';
import type { Request, RequestHandler, Response } from 'express';

type SessionDeps = { store: Store; clock: Clock; hashToken: HashToken };

export const CONSOLE_COOKIE = 'parley_console';
/** Only our own console can send it: another origin would need a preflight that we do not answer. */
export const CONSOLE_HEADER = 'x-parley-console';

/**
 * Reads who is asking, where a route can do without: a session that has ended counts as none, because
 * reading needs no session.
 */
export function optionalSession(deps: SessionDeps): RequestHandler {
  return async (request, response, next) => {
    const token = tokenOf(request);
    if (token !== null) {
      try {
        response.locals.actor = (await authenticate(deps, token)).actor;
      } catch (error) {
        if (!(error instanceof CoreError)) throw error;
      }
    }
    next();
  };
}

/** Readers, and moderators in their place. An ended session is told from a missing one. */
export function readerSession(deps: SessionDeps): RequestHandler {
  return sessionThat(deps, assertReader);
}

export function moderatorSession(deps: SessionDeps): RequestHandler {
  return sessionThat(deps, assertModerator);
}

function sessionThat(deps: SessionDeps, assertKind: (actor: Actor | null) => void): RequestHandler {
  return async (request, response, next) => {
    const token = tokenOf(request);
    const actor = token === null ? null : (await authenticate(deps, token)).actor;
    assertKind(actor);
    response.locals.actor = actor;
    next();
  };
}

/** The bearer token, or the console's cookie where the console's own header vouches for the request. */
export function tokenOf(request: Request): string | null {
  const { authorization } = request.headers;
  if (authorization !== undefined) return /^Bearer ([\w-]{20,200})$/.exec(authorization)?.[1] ?? '';
  return request.headers[CONSOLE_HEADER] === undefined ? null : consoleToken(request.headers.cookie);
}

export function consoleToken(cookies: string | undefined): string | null {
  const pairs = (cookies ?? '').split(/; */);
  const pair = pairs.find((one) => one.startsWith(`${CONSOLE_COOKIE}=`));
  return pair?.slice(CONSOLE_COOKIE.length + 1) || null;
}

export function setConsoleCookie(
  response: Response,
  token: string | null,
  isSecure: boolean,
  maxAge: number,
): void {
  const options = { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' } as const;
  if (token === null) response.clearCookie(CONSOLE_COOKIE, options);
  else response.cookie(CONSOLE_COOKIE, token, { ...options, maxAge });
}
