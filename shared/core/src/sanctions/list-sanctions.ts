import { QUEUE_SLICE_DEFAULT } from '@parley/contracts/limits';
import type { Sanctions } from '@parley/contracts/sanction-objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderatedSites } from '../access/policy.ts';
import type { Clock } from '../ports/host.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { presentSanction } from './present-sanction.ts';

/** What is in force on a moderator's sites, newest first. */
export async function listSanctions(
  deps: { store: Store; sites: SiteDirectory; clock: Clock },
  actor: Actor | null,
  query: { site?: string | undefined; after?: string | undefined },
): Promise<Sanctions> {
  assertModerator(actor);
  const now = deps.clock.now();
  const { sanctions, next } = await deps.store.sanctions.list({
    sites: moderatedSites(actor, deps.sites.all(), query.site),
    after: query.after ?? null,
    now,
    limit: QUEUE_SLICE_DEFAULT,
  });
  return { sanctions: sanctions.map((sanction) => presentSanction(sanction, now)), next };
}
