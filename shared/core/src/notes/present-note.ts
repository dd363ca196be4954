import type { Note } from '@parley/contracts/sanction-objects';
import type { ModeratorActor } from '../access/actor.ts';
import { mayRemoveNote } from '../access/policy.ts';
import { iso } from '../comments/present-comment.ts';
import type { NoteRecord } from '../ports/note-store.ts';

/** A note as a moderator of its site sees it. */
export function presentNote(actor: ModeratorActor, note: NoteRecord): Note {
  const { id, text, by, at } = note;
  return { id, text: text ?? '', by, at: iso(at), mayRemove: mayRemoveNote(actor, note) };
}
