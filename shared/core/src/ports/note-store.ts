/** The part of the storage port that keeps what moderators note about authors, for one another. */
import type { ActRecord } from './act-store.ts';

export type NoteRecord = {
  /** Sorts by time. */
  id: string;
  /** Made by the client with the note: one note each. */
  key: string;
  author: { id: string; name: string };
  /** The author's. */
  site: string;
  /** Plain text, for moderators only. Null once it is removed: it is erased then. */
  text: string | null;
  by: { id: string; name: string };
  at: number;
};

export type NoteStore = {
  /** Stores it together with the act. Where there is one with this key, that is the answer, and no act. */
  add(note: NoteRecord, act: ActRecord): Promise<{ note: NoteRecord; isNew: boolean }>;
  find(id: string): Promise<NoteRecord | null>;
  /** Erases the text, together with the act; false, and no act, when it is erased already or not there. */
  remove(id: string, act: ActRecord): Promise<boolean>;
  /** The notes about an author that have a text, newest first; `after`: the id of the last one seen. */
  listFor(query: {
    author: string;
    after: string | null;
    limit: number;
  }): Promise<{ notes: NoteRecord[]; next: string | null }>;
};
