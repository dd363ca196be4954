import { NOTE_MAX_LENGTH } from '@parley/contracts/limits';
import type { ReviewItem } from '@parley/contracts/objects';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { runCommand } from '../desk/commands.ts';
import { useDesk } from '../desk/desk-context.ts';
import { actions as words } from './words.ts';

/** A note for the other moderators. It is kept until the item is decided, and goes with the decision. */
export function NoteField({ item }: { item: ReviewItem }) {
  const desk = useDesk();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    field.current?.focus();
  }, []);
  return (
    <form
      class="note-field"
      onSubmit={(event) => {
        event.preventDefault();
        runCommand(desk, 'back');
      }}
    >
      <label for="note">{words.noteLabel}</label>
      <textarea
        id="note"
        ref={field}
        rows={2}
        maxLength={NOTE_MAX_LENGTH}
        aria-describedby="note-hint"
        value={desk.notes.value[item.id] ?? ''}
        onInput={(event) => {
          desk.notes.value = { ...desk.notes.value, [item.id]: event.currentTarget.value };
        }}
      />
      <small id="note-hint">{words.noteHint}</small>
    </form>
  );
}
