import { CLAIM_LEASE_MS } from '@parley/contracts/limits';
import type { ReviewItem } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { assertModerates, assertModerator, notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Clock, Log } from '../ports/host.ts';
import type { ReviewItemRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { announceItem } from './announce-item.ts';
import { presentItems } from './present-item.ts';

type Deps = { store: Store; bus: EventBus; clock: Clock; log: Log };

/** Marks an item as being looked at, for five minutes or until it is given back. Throws `claimed`. */
export async function claimItem(deps: Deps, actor: Actor | null, id: string): Promise<ReviewItem> {
  assertModerator(actor);
  await assertItem(deps, actor, id);
  const now = deps.clock.now();
  const by = { id: actor.id, name: actor.moderator.name };
  const claimed = await deps.store.review.claim(id, by, now + CLAIM_LEASE_MS, now);
  if (claimed !== null) return announced(deps, claimed);
  const [current] = await presentItems(deps, [await assertItem(deps, actor, id)]);
  const holder = current?.claim?.by.name ?? 'Another moderator';
  throw new CoreError('claimed', `${holder} is looking at this.`, { current });
}

/** Gives a claim back. Somebody else's stays. */
export async function unclaimItem(deps: Deps, actor: Actor | null, id: string): Promise<ReviewItem> {
  assertModerator(actor);
  const item = await assertItem(deps, actor, id);
  return announced(deps, (await deps.store.review.unclaim(id, actor.id)) ?? item);
}

async function assertItem(deps: Deps, actor: Actor, id: string): Promise<ReviewItemRecord> {
  const item = await deps.store.review.find(id);
  if (item === null) throw notFound();
  assertModerates(actor, item.site);
  return item;
}

async function announced(deps: Deps, item: ReviewItemRecord): Promise<ReviewItem> {
  const [presented] = await presentItems(deps, [item]);
  if (!presented) throw notFound();
  await announceItem(deps, item);
  return presented;
}
