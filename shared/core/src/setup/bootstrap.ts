import { hashPassword } from '../identity/passwords.ts';
import type { Clock, Ids } from '../ports/host.ts';
import type { ModeratorRecord, Site } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { defaultSiteSettings } from '../sites/default-site-settings.ts';

type Deps = { store: Store; clock: Clock; ids: Ids };

/**
 * Creates the first site when it does not exist, and adds origins that it lacks when it does: the address of
 * a server on somebody's desk changes.
 */
export async function bootstrapSite(deps: Deps, wanted: { id: string; origins: string[] }): Promise<void> {
  const known = (await deps.store.sites.list()).find((site) => site.id === wanted.id);
  const missing = wanted.origins.filter((origin) => !known?.origins.includes(origin));
  if (known !== undefined && missing.length === 0) return;
  const site: Site = known ?? {
    id: wanted.id,
    name: wanted.id,
    origins: [],
    settings: defaultSiteSettings(),
    settingsVersion: 1,
    ssoSecret: null,
    createdAt: deps.clock.now(),
  };
  await deps.store.sites.put({ ...site, origins: [...site.origins, ...missing] });
}

/** Creates the owner who can let others in. Answers the password when it was made up here, else null. */
export async function bootstrapOwner(
  deps: Deps,
  wanted: { email: string; password: string } | null,
): Promise<{ email: string; password: string | null } | null> {
  const moderators = await deps.store.moderators.list();
  const email = wanted?.email.toLowerCase() ?? 'owner@localhost';
  const isKnown = moderators.some((moderator) => moderator.email === email);
  if (isKnown || (wanted === null && moderators.length > 0)) {
    return {
      email: moderators.find((moderator) => moderator.role === 'owner')?.email ?? email,
      password: null,
    };
  }
  const password = wanted?.password ?? deps.ids.secret().slice(0, 16);
  const owner: ModeratorRecord = {
    id: `m${deps.ids.sortable()}`,
    email,
    name: email.slice(0, email.indexOf('@')),
    role: 'owner',
    sites: [],
    passwordHash: await hashPassword(password),
    failedSignIns: 0,
    lockedUntil: null,
    createdAt: deps.clock.now(),
  };
  try {
    await deps.store.moderators.put(owner);
  } catch (error) {
    // Several processes start at the same moment, and one of them was faster.
    if ((await deps.store.moderators.findByEmail(email)) === null) throw error;
    return { email, password: null };
  }
  return { email, password: wanted === null ? password : null };
}
