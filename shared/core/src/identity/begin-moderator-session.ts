import type { ModeratorSession } from '@parley/contracts/objects';
import { CoreError } from '../core-error.ts';
import type { Clock, HashToken, Ids, Log } from '../ports/host.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { hashPassword, TooManyHashes, verifyPassword } from './passwords.ts';
import { presentModerator } from './present-identity.ts';
import { beginSession, MODERATOR_SESSION_MS } from './sessions.ts';

const FAILURES_BEFORE_LOCK = 10;
const LOCK_MS = 15 * 60_000;

/** Hashed once and compared with when nobody bears the address, so that time does not tell who does. */
let decoy: Promise<string> | null = null;

/**
 * Signs a moderator in. Throws `sign-in-refused` with the same words for a wrong address and a wrong password;
 * after ten failures the account waits a quarter of an hour, whatever password comes.
 */
export async function beginModeratorSession(
  deps: { store: Store; sites: SiteDirectory; clock: Clock; ids: Ids; log: Log; hashToken: HashToken },
  request: { email: string; password: string },
): Promise<ModeratorSession> {
  const moderator = await deps.store.moderators.findByEmail(request.email.trim().toLowerCase());
  const now = deps.clock.now();
  if (moderator?.lockedUntil && moderator.lockedUntil > now) {
    throw new CoreError('rate-limited', 'Too many failed attempts. This account can be tried again later.', {
      retryAfter: Math.ceil((moderator.lockedUntil - now) / 1000),
    });
  }
  decoy ??= hashPassword('nobody has this password');
  const isRight = await verify(request.password, moderator?.passwordHash ?? (await decoy));
  if (moderator === null || !isRight) {
    if (moderator !== null) {
      await deps.store.moderators.countFailure(moderator.id, FAILURES_BEFORE_LOCK, now + LOCK_MS);
    }
    throw new CoreError('sign-in-refused', 'The e-mail address or the password is wrong.');
  }
  if (moderator.failedSignIns > 0) await deps.store.moderators.clearFailures(moderator.id);
  const token = await beginSession(deps, { kind: 'moderator', id: moderator.id }, MODERATOR_SESSION_MS);
  deps.log.info('moderator.signed-in', { moderator: moderator.id });
  return {
    token,
    moderator: presentModerator(
      moderator,
      deps.sites.all().map((site) => site.id),
    ),
  };
}

async function verify(password: string, hash: string): Promise<boolean> {
  try {
    return await verifyPassword(password, hash);
  } catch (error) {
    if (!(error instanceof TooManyHashes)) throw error;
    throw new CoreError('rate-limited', 'Many people are signing in. Try again in a few seconds.', {
      retryAfter: 5,
    });
  }
}
