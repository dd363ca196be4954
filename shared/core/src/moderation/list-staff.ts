import type { Staff } from '@parley/contracts/log-objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator } from '../access/policy.ts';
import type { Store } from '../ports/store.ts';

/** Who moderates the sites of whoever asks, owners first. Addresses are told to owners only. */
export async function listStaff(deps: { store: Store }, actor: Actor | null): Promise<Staff> {
  assertModerator(actor);
  const { role: mine, sites: own } = actor.moderator;
  const isOwner = mine === 'owner';
  const all = await deps.store.moderators.list();
  const seen = all.filter(
    ({ role, sites }) => isOwner || role === 'owner' || sites.some((site) => own.includes(site)),
  );
  const staff = seen.map(({ id, name, role, sites, email }) => ({
    id,
    name,
    role,
    sites: role === 'owner' ? [] : sites.filter((site) => isOwner || own.includes(site)),
    email: isOwner ? email : null,
  }));
  const rank = { owner: 0, lead: 1, moderator: 2 };
  staff.sort((a, b) => rank[a.role] - rank[b.role] || a.name.localeCompare(b.name));
  return { staff };
}
