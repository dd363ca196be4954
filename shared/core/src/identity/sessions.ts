import type { Clock, HashToken, Ids } from '../ports/host.ts';
import type { Session } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A guest keeps their name, and with it their comments, for half a year. */
export const GUEST_SESSION_MS = 180 * DAY_MS;
/** The site's own sign-on renews these without the reader noticing. */
export const MEMBER_SESSION_MS = 30 * DAY_MS;
/** A working day. */
export const MODERATOR_SESSION_MS = DAY_MS / 2;

/** Begins a session and returns its token, of which the store keeps only the hash. */
export async function beginSession(
  deps: { store: Store; clock: Clock; ids: Ids; hashToken: HashToken },
  subject: Session['subject'],
  durationMs: number,
): Promise<string> {
  const token = deps.ids.secret();
  const createdAt = deps.clock.now();
  await deps.store.sessions.add({
    tokenHash: deps.hashToken(token),
    subject,
    createdAt,
    expiresAt: createdAt + durationMs,
  });
  return token;
}

/** Signs out: the token is worth nothing from now on. */
export async function endSession(deps: { store: Store; hashToken: HashToken }, token: string): Promise<void> {
  await deps.store.sessions.remove(deps.hashToken(token));
}
