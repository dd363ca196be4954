import type { Note } from '@parley/contracts/sanction-objects';
import type { AddNote } from '@parley/contracts/sanction-requests';
import type { Actor } from '../access/actor.ts';
import { assertModerator } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import { tellAct } from '../moderation/tell-act.ts';
import type { Clock, Ids, Log } from '../ports/host.ts';
import type { NoteRecord } from '../ports/note-store.ts';
import type { Store } from '../ports/store.ts';
import { getAuthor } from './get-author.ts';
import { presentNote } from './present-note.ts';

/**
 * Notes something about an author of a moderator's site, once for each key. The site's log says that it was noted, and
 * not what: the text can be erased. Throws `idempotency-mismatch` for a key that was used for something else, and
 * `conflict` for one whose note was removed.
 */
export async function addNote(
  deps: { store: Store; clock: Clock; ids: Ids; log: Log },
  actor: Actor | null,
  id: string,
  { key, text }: AddNote,
): Promise<{ note: Note; isNew: boolean }> {
  assertModerator(actor);
  const { site, name } = await getAuthor(deps, actor, id);
  const wanted: NoteRecord = {
    id: `n${deps.ids.sortable()}`,
    key,
    author: { id, name },
    site,
    text,
    by: { id: actor.id, name: actor.moderator.name },
    at: deps.clock.now(),
  };
  const act = tellAct(deps, actor, {
    site,
    kind: 'note-added',
    subject: { kind: 'author', id, name },
    before: {},
    after: { note: wanted.id },
  });
  const { note, isNew } = await deps.store.notes.add(wanted, act);
  if (note.author.id !== id || note.by.id !== actor.id) throw otherUse();
  if (note.text === null) throw new CoreError('conflict', 'This note was removed. Write a new one.');
  if (note.text !== text) throw otherUse();
  if (isNew) deps.log.info('note.added', { note: note.id, author: id, moderator: actor.id });
  return { note: presentNote(actor, note), isNew };
}

function otherUse(): CoreError {
  return new CoreError(
    'idempotency-mismatch',
    'This key was used for another note. Write it with a new key.',
  );
}
