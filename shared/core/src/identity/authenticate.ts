import type { Actor } from '../access/actor.ts';
import { CoreError } from '../core-error.ts';
import type { Clock, HashToken } from '../ports/host.ts';
import type { Store } from '../ports/store.ts';
import { activeSanctions, assertNotBanned } from '../sanctions/active-sanctions.ts';

export type Authenticated = { actor: Actor; expiresAt: number };

/** Who a token stands for. Throws `session-expired` for one that is unknown, ended or out of date, `banned` for a reader who is. */
export async function authenticate(
  deps: { store: Store; clock: Clock; hashToken: HashToken },
  token: string,
): Promise<Authenticated> {
  const session = await deps.store.sessions.find(deps.hashToken(token));
  if (session === null || session.expiresAt <= deps.clock.now()) throw sessionExpired();
  const { subject, expiresAt } = session;
  if (subject.kind === 'reader') {
    const reader = await deps.store.readers.find(subject.id);
    if (reader === null) throw sessionExpired();
    const sanctions = await activeSanctions(deps.store, reader, deps.clock.now());
    assertNotBanned(sanctions);
    const { id, site } = reader;
    const mark = subject.isPageAuthor ? { isPageAuthor: true as const } : {};
    return { actor: { kind: 'reader', id, site, reader, sanctions, ...mark }, expiresAt };
  }
  const moderator = await deps.store.moderators.find(subject.id);
  if (moderator === null) throw sessionExpired();
  return { actor: { kind: 'moderator', id: moderator.id, moderator }, expiresAt };
}

function sessionExpired(): CoreError {
  return new CoreError('session-expired', 'Your session has ended. Sign in again; what you wrote is kept.');
}
