import { scryptSync } from 'node:crypto';
import type { Clock } from '@parley/core/ports/host';
import type { ModeratorStore } from '@parley/core/ports/store';
import { createQuietLog } from './quiet-log.ts';
import { aModerator } from './records.ts';

export const OWNER = { email: 'mod@gazette.example', password: 'a long enough password' };

const KEY_BYTES = 32;
const CHEAP = { N: 16, r: 8, p: 1 };

/**
 * A hash as the service keeps it, at a cost that a test can bear: each says its own cost, and a real one takes a
 * third of a second of the processor, at every start and every sign-in.
 */
export function cheapHash(password: string): string {
  const salt = Buffer.from('salt');
  const key = scryptSync(password, salt, KEY_BYTES, CHEAP);
  const { N, r, p } = CHEAP;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Puts the owner where the service would, at its first start on an embedded store, make one at full cost. */
export async function admitOwner(moderators: Pick<ModeratorStore, 'put'>): Promise<void> {
  const passwordHash = cheapHash(OWNER.password);
  await moderators.put(
    aModerator({ email: OWNER.email, name: 'mod', role: 'owner', sites: [], passwordHash }),
  );
}

/** The same in a file that no service has opened yet. */
export async function admitOwnerTo(path: string, clock: Clock): Promise<void> {
  const { openSqliteStore } = await import('@parley/adapters/storage/sqlite/store');
  const store = await openSqliteStore({ path, clock, log: createQuietLog(), exclusive: false });
  await admitOwner(store.moderators);
  await store.close();
}
