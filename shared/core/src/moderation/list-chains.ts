import type { LogChains } from '@parley/contracts/log-objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderatedSites } from '../access/policy.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { CHAIN_START } from './hash-event.ts';

/** Where the log of each of a moderator's sites ends: how many entries, and the fingerprint over all of them. */
export async function listChains(
  deps: { store: Store; sites: SiteDirectory },
  actor: Actor | null,
  wanted: string | undefined,
): Promise<LogChains> {
  assertModerator(actor);
  const sites = moderatedSites(actor, deps.sites.all(), wanted);
  const chains = await Promise.all(
    sites.map(async (site) => {
      const tail = await deps.store.audit.tail(site);
      return { site, events: tail?.seq ?? 0, head: tail?.hash ?? CHAIN_START };
    }),
  );
  return { chains };
}
