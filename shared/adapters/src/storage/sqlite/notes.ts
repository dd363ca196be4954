import type { NoteRecord, NoteStore } from '@parley/core/ports/note-store';
import type { Access } from './access.ts';
import { addAct } from './acts.ts';

type Row = { record: string };

export function createNotes({ db, read, write }: Access): NoteStore {
  const toNote = (row: Row | undefined): NoteRecord | null =>
    row === undefined ? null : JSON.parse(row.record);
  const find = (id: string) => toNote(db.get<Row>('SELECT record FROM notes WHERE id = ?', id));
  return {
    add: (note, act) =>
      write(() => {
        const known = toNote(db.get<Row>('SELECT record FROM notes WHERE key = ?', note.key));
        if (known !== null) return { note: known, isNew: false };
        db.run(
          'INSERT INTO notes (id, key, author, is_erased, record) VALUES (?, ?, ?, 0, ?)',
          note.id,
          note.key,
          note.author.id,
          JSON.stringify(note),
        );
        addAct(db, act);
        return { note, isNew: true };
      }),
    find: (id) => read(() => find(id)),
    remove: (id, act) =>
      write(() => {
        const known = find(id);
        if (known === null || known.text === null) return false;
        const erased = JSON.stringify({ ...known, text: null });
        db.run('UPDATE notes SET is_erased = 1, record = ? WHERE id = ?', erased, id);
        addAct(db, act);
        return true;
      }),
    listFor: ({ author, after, limit }) =>
      read(() => {
        const rows = db.all<Row>(
          `SELECT record FROM notes WHERE author = ? AND is_erased = 0 ${after === null ? '' : 'AND id < ?'}
           ORDER BY id DESC LIMIT ?`,
          author,
          ...(after === null ? [] : [after]),
          limit + 1,
        );
        const notes = rows.slice(0, limit).map(({ record }): NoteRecord => JSON.parse(record));
        return { notes, next: rows.length > limit ? (notes.at(-1)?.id ?? null) : null };
      }),
  };
}
