import type { Actor } from '../access/actor.ts';
import { assertModerates, assertModerator, mayRemoveNote, notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import { tellAct } from '../moderation/tell-act.ts';
import type { Clock, Ids, Log } from '../ports/host.ts';
import type { Store } from '../ports/store.ts';

/**
 * Removes a note: one's own, or as a lead of the site anybody's. Its text is erased; the log keeps who wrote it and who
 * removed it. Twice is once.
 */
export async function removeNote(
  deps: { store: Store; clock: Clock; ids: Ids; log: Log },
  actor: Actor | null,
  author: string,
  id: string,
): Promise<void> {
  assertModerator(actor);
  const note = await deps.store.notes.find(id);
  if (note === null || note.author.id !== author) throw notFound();
  assertModerates(actor, note.site);
  if (!mayRemoveNote(actor, note)) {
    throw new CoreError('forbidden', `${note.by.name} wrote this note; a lead of the site can remove it.`);
  }
  const act = tellAct(deps, actor, {
    site: note.site,
    kind: 'note-removed',
    subject: { kind: 'author', ...note.author },
    before: { note: id, by: note.by.name },
    after: {},
  });
  if (await deps.store.notes.remove(id, act)) {
    deps.log.info('note.removed', { note: id, author, moderator: actor.id });
  }
}
