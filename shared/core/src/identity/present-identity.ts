import type { Me, Moderator, Reader } from '@parley/contracts/objects';
import { type Actor, sanctionsOf } from '../access/actor.ts';
import type { ModeratorRecord, ReaderRecord } from '../ports/records.ts';
import { presentForReader } from '../sanctions/active-sanctions.ts';

export function presentReader(reader: ReaderRecord): Reader {
  const { id, site, name, avatar, badge } = reader;
  return { id, site, name, avatar, badge };
}

/** Without anything secret. `allSites` are those an owner moderates. */
export function presentModerator(
  moderator: Pick<ModeratorRecord, 'id' | 'email' | 'name' | 'role' | 'sites'>,
  allSites: string[],
): Moderator {
  const { id, email, name, role, sites } = moderator;
  return { id, email, name, role, sites: role === 'owner' ? allSites : sites };
}

export function presentMe(actor: Actor, allSites: string[]): Me {
  return actor.kind === 'reader'
    ? {
        reader: presentReader(actor.reader),
        moderator: null,
        sanctions: sanctionsOf(actor).flatMap((sanction) => presentForReader(sanction) ?? []),
      }
    : { reader: null, moderator: presentModerator(actor.moderator, allSites) };
}
