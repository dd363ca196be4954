import type { MuteStore } from '@parley/core/ports/mute-store';
import type { Access } from './access.ts';

export function createMutes({ db, read, write }: Access): MuteStore {
  const list = (reader: string): string[] => {
    const row = db.get<{ authors: string }>('SELECT authors FROM mutes WHERE reader = ?', reader);
    return row === undefined ? [] : JSON.parse(row.authors);
  };
  return {
    set: ({ reader, author, isMuted, limit }) =>
      write(() => {
        const others = list(reader).filter((one) => one !== author);
        const authors = isMuted ? [...others, author].slice(-limit) : others;
        db.run(
          `INSERT INTO mutes (reader, authors) VALUES (?, ?)
           ON CONFLICT (reader) DO UPDATE SET authors = excluded.authors`,
          reader,
          JSON.stringify(authors),
        );
      }),
    list: (reader) => read(() => list(reader)),
  };
}
