import type { AuthorRecord, ModeratorRecord, ReaderRecord } from '../ports/records.ts';

/** Whoever is asking. `null` stands for a reader without a session. */
export type Actor = ReaderActor | ModeratorActor;
export type ReaderActor = { kind: 'reader'; id: string; site: string; reader: ReaderRecord };
export type ModeratorActor = {
  kind: 'moderator';
  id: string;
  moderator: Pick<ModeratorRecord, 'id' | 'email' | 'name' | 'role' | 'sites'>;
};

/** Under which name and badge an actor's comments stand. */
export function authorOf(actor: Actor): AuthorRecord {
  if (actor.kind === 'moderator') {
    return { id: actor.id, name: actor.moderator.name, avatar: null, badge: 'moderator' };
  }
  const { id, name, avatar, badge } = actor.reader;
  return { id, name, avatar, badge };
}
