import type { Sanction } from '@parley/contracts/sanction-objects';
import type { Actor } from '../access/actor.ts';
import { assertLeads, assertModerator, assertOwner, notFound } from '../access/policy.ts';
import { tellAct } from '../moderation/tell-act.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Clock, Ids, Log } from '../ports/host.ts';
import type { Store } from '../ports/store.ts';
import { announceBan } from './banned-sessions.ts';
import { presentSanction, sanctionFacts } from './present-sanction.ts';

/** Ends a sanction before its time, at once. Twice is once. What was removed with it stays removed. */
export async function liftSanction(
  deps: { store: Store; bus: EventBus; clock: Clock; ids: Ids; log: Log },
  actor: Actor | null,
  author: string,
  id: string,
): Promise<Sanction> {
  assertModerator(actor);
  const known = await deps.store.sanctions.find(id);
  if (known === null || known.reader.id !== author) throw notFound();
  assertLeads(actor, known.site);
  if (known.everywhere) assertOwner(actor);
  const now = deps.clock.now();
  const by = { id: actor.id, name: actor.moderator.name };
  const act = tellAct(deps, actor, {
    site: known.site,
    kind: 'sanction-lifted',
    subject: { kind: 'author', ...known.reader },
    before: sanctionFacts(known),
    after: {},
  });
  const lifted = await deps.store.sanctions.lift(id, { by, at: now }, act);
  if (lifted !== null) await announceBan(deps, lifted);
  if (lifted !== null) deps.log.info('sanction.lifted', { sanction: id, moderator: actor.id });
  return presentSanction(lifted ?? (await deps.store.sanctions.find(id)) ?? known, now);
}
