import { NOTE_MAX_LENGTH } from '@parley/contracts/limits';
import type { AuthorDetail, Note } from '@parley/contracts/sanction-objects';
import { useId, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { keyOf } from '../keyboard/key-table.ts';
import { Age } from '../time/Age.tsx';
import { authorNotes as words } from './words.ts';

/** What moderators noted about an author, newest first, with a field for one more. */
export function AuthorNotes({ detail }: { detail: AuthorDetail }) {
  const { id } = detail.author;
  const { notes = [], next = null } = detail.notes ?? {};
  return (
    <section class="author-notes" aria-label={words.title}>
      <h3>{words.title}</h3>
      {notes.length > 0 && (
        <ul>
          {notes.map((note) => (
            <Line key={note.id} author={id} note={note} />
          ))}
        </ul>
      )}
      {next !== null && <Older key={next} author={id} from={next} />}
      <Field author={id} />
    </section>
  );
}

function Line({ author, note }: { author: string; note: Note }) {
  const { noter } = useDesk();
  return (
    <li class="author-note">
      <p>{note.text}</p>
      <small>
        {note.by.name} <Age at={note.at} isSentence />
      </small>
      {note.mayRemove && (
        <button
          type="button"
          class="small-button"
          aria-label={words.removeWhat(note.by.name)}
          onClick={() => void noter.remove(author, note)}
        >
          {words.remove}
        </button>
      )}
    </li>
  );
}

/** The slices after the first, one after the other. */
function Older({ author, from }: { author: string; from: string }) {
  const { api } = useDesk();
  const [older, setOlder] = useState<{ notes: Note[]; next: string | null }>({ notes: [], next: from });
  const [isFailed, setFailed] = useState(false);
  const { notes, next } = older;
  const load = async (after: string) => {
    try {
      const slice = await api.listNotes(author, { after });
      setOlder({ notes: [...notes, ...slice.notes], next: slice.next });
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      <ul>
        {notes.map((note) => (
          <Line key={note.id} author={author} note={note} />
        ))}
      </ul>
      {isFailed && (
        <p class="quiet-text" role="alert">
          {words.olderFailed}
        </p>
      )}
      {next !== null && (
        <button type="button" class="link" onClick={() => void load(next)}>
          {words.older}
        </button>
      )}
    </>
  );
}

function Field({ author }: { author: string }) {
  const { noter } = useDesk();
  const field = useId();
  const draft = noter.drafts.value[author];
  return (
    <form
      class="note-field"
      onSubmit={(event) => {
        event.preventDefault();
        void noter.send(author);
      }}
    >
      <label for={field}>
        {words.label} <Keys press={keyOf('author-note')} />
      </label>
      <textarea
        id={field}
        data-author-note
        rows={2}
        maxLength={NOTE_MAX_LENGTH}
        aria-describedby={`${field}-hint`}
        value={draft?.text ?? ''}
        readOnly={draft?.isSending ?? false}
        onInput={(event) => noter.write(author, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void noter.send(author);
        }}
      />
      <small id={`${field}-hint`}>{words.hint}</small>
      {draft && (
        <button type="submit" class="small-button" aria-disabled={draft.isSending}>
          {draft.isSending ? words.busy : words.add}
        </button>
      )}
    </form>
  );
}
