import type { Notes } from '@parley/contracts/sanction-objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator } from '../access/policy.ts';
import type { Store } from '../ports/store.ts';
import { getAuthor } from './get-author.ts';
import { presentNote } from './present-note.ts';

/** Notes about an author in one slice. */
const SLICE = 20;

/** What moderators noted about an author, newest first. */
export async function listNotes(
  deps: { store: Pick<Store, 'notes' | 'readers'> },
  actor: Actor | null,
  id: string,
  { after = null }: { after?: string | null | undefined } = {},
): Promise<Notes> {
  assertModerator(actor);
  await getAuthor(deps, actor, id);
  const { notes, next } = await deps.store.notes.listFor({ author: id, after, limit: SLICE });
  return { notes: notes.map((note) => presentNote(actor, note)), next };
}
