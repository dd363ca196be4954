import type { ModeratorActor } from '../access/actor.ts';
import type { ActRecord } from '../ports/act-store.ts';
import type { Clock, Ids } from '../ports/host.ts';

/** What a moderator does, for the log of the site. Without what changed, where only the store can tell. */
export function tellAct<T extends Pick<ActRecord, 'site' | 'kind' | 'subject'> & Partial<ActRecord>>(
  deps: { clock: Clock; ids: Ids },
  actor: ModeratorActor,
  act: T,
): T & Pick<ActRecord, 'id' | 'at' | 'actor' | 'reason'> {
  return {
    id: deps.ids.sortable(),
    at: deps.clock.now(),
    actor: { id: actor.id, name: actor.moderator.name, kind: 'moderator' },
    reason: null,
    ...act,
  };
}
