import type { AuthorRecord, ModeratorRecord, ReaderRecord } from '../ports/records.ts';
import type { SanctionRecord } from '../ports/sanction-store.ts';

/** Whoever is asking. `null` stands for a reader without a session. */
export type Actor = ReaderActor | ModeratorActor;
export type ReaderActor = {
  kind: 'reader';
  id: string;
  site: string;
  reader: ReaderRecord;
  /** Signed on by a page that they wrote: of the session, since the next page may be another's. */
  isPageAuthor?: true;
  /** What holds for them now. A ban is not among them: whoever is banned is nobody here. */
  sanctions?: readonly SanctionRecord[];
};
export type ModeratorActor = {
  kind: 'moderator';
  id: string;
  moderator: Pick<ModeratorRecord, 'id' | 'email' | 'name' | 'role' | 'sites'>;
};

/** What holds for an actor now; nothing for moderators. */
export function sanctionsOf(actor: Actor): readonly SanctionRecord[] {
  return actor.kind === 'reader' ? (actor.sanctions ?? []) : [];
}

/** Under which name and badge an actor's comments stand. */
export function authorOf(actor: Actor): AuthorRecord {
  if (actor.kind === 'moderator') {
    return { id: actor.id, name: actor.moderator.name, avatar: null, badge: 'moderator' };
  }
  const { id, name, avatar, badge } = actor.reader;
  return { id, name, avatar, badge, ...(actor.isPageAuthor ? { isPageAuthor: true } : {}) };
}
