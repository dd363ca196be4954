import { NAME_MAX_LENGTH, URL_MAX_LENGTH } from '@parley/contracts/limits';
import type { ReaderSession } from '@parley/contracts/objects';
import { type JWTPayload, jwtVerify } from 'jose';
import { notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import type { Clock, HashToken, Ids } from '../ports/host.ts';
import type { Site } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { activeSanctions, assertNotBanned } from '../sanctions/active-sanctions.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { cleanName } from './clean-name.ts';
import { presentReader } from './present-identity.ts';
import { beginSession, MEMBER_SESSION_MS } from './sessions.ts';

/** The site makes a token when it renders the page; an older one was taken from somewhere. */
const MAX_TOKEN_AGE = '1h';
/** Two machines' clocks may differ by this. */
const CLOCK_TOLERANCE = '60s';

/**
 * Exchanges a token that the site itself signed (HS256 with its secret; claims `aud` = site id, `sub`,
 * `name`, `iat`, `exp`, and optionally `picture`, `staff`, and `author`
 * where they wrote the page that the token is for) for a session. Throws `sign-in-refused`,
 * and `banned`.
 */
export async function beginSsoSession(
  deps: { store: Store; sites: SiteDirectory; clock: Clock; ids: Ids; hashToken: HashToken },
  request: { site: string; token: string },
): Promise<ReaderSession> {
  const site = await deps.sites.find(request.site);
  if (site === null) throw notFound();
  const claims = await verifiedClaims(request.token, site, deps.clock);
  const known = await deps.store.readers.findExternal(site.id, claims.sub);
  const reader = await deps.store.readers.put({
    id: known?.id ?? `r${deps.ids.sortable()}`,
    site: site.id,
    badge: claims.staff === true ? 'staff' : 'member',
    name: cleanName(claims.name.slice(0, NAME_MAX_LENGTH)),
    avatar: httpsAddress(claims.picture),
    externalId: claims.sub,
    createdAt: known?.createdAt ?? deps.clock.now(),
  });
  assertNotBanned(await activeSanctions(deps.store, reader, deps.clock.now()));
  const mark = claims.author === true ? { isPageAuthor: true as const } : {};
  const subject = { kind: 'reader', id: reader.id, site: site.id, ...mark } as const;
  const token = await beginSession(deps, subject, MEMBER_SESSION_MS);
  return { token, reader: presentReader(reader) };
}

async function verifiedClaims(
  token: string,
  site: Site,
  clock: Clock,
): Promise<JWTPayload & { sub: string; name: string }> {
  if (site.ssoSecret === null) throw refused('This site has not set up signing in.');
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(site.ssoSecret), {
      algorithms: ['HS256'],
      audience: site.id,
      requiredClaims: ['sub', 'name', 'iat', 'exp'],
      maxTokenAge: MAX_TOKEN_AGE,
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: new Date(clock.now()),
    });
    const { sub, name } = payload;
    if (typeof sub === 'string' && sub !== '' && typeof name === 'string') return { ...payload, sub, name };
  } catch {
    // Why a token failed helps whoever forges one, and nobody else.
  }
  throw refused('The site’s sign-in was not accepted. Sign in to the site again.');
}

function httpsAddress(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > URL_MAX_LENGTH) return null;
  return URL.parse(value)?.protocol === 'https:' ? value : null;
}

function refused(detail: string): CoreError {
  return new CoreError('sign-in-refused', detail);
}
