/** Writes and removes notes about authors, and keeps what is half written. */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { AuthorDetail, Note } from '@parley/contracts/sanction-objects';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { KeptEntries } from '../desk/kept-entries.ts';
import type { Notices } from '../shell/notices.ts';
import { authorNotes as words } from './words.ts';

export type NoteDraft = {
  text: string;
  /** Goes with the text, so that a note that is sent again is not there twice. */
  key: string;
  isSending: boolean;
};
export type Noter = {
  /** By author. */
  drafts: ReadonlySignal<Readonly<Record<string, NoteDraft>>>;
  write: (author: string, text: string) => void;
  /** Keeps the draft where it could not be sent, and says why. */
  send: (author: string) => Promise<void>;
  remove: (author: string, note: Note) => Promise<void>;
};

export function createNoter(deps: {
  api: Pick<ApiClient, 'addNote' | 'removeNote'>;
  authors: KeptEntries<AuthorDetail>;
  notices: Notices;
  newKey: () => string;
}): Noter {
  const { api, authors, notices } = deps;
  const drafts = signal<Readonly<Record<string, NoteDraft>>>({});
  const put = (author: string, draft: NoteDraft | null) => {
    const { [author]: _, ...others } = drafts.value;
    drafts.value = draft === null ? others : { ...others, [author]: draft };
  };
  const refused = (text: string, error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
    notices.tell({ tone: 'failed', text, details: [error.message] });
  };

  return {
    drafts,
    write: (author, text) => {
      const known = drafts.value[author];
      if (known?.isSending) return;
      const key = known?.text === text ? known.key : deps.newKey();
      put(author, text === '' ? null : { text, key, isSending: false });
    },
    send: async (author) => {
      const draft = drafts.value[author];
      const text = draft?.text.trim();
      if (draft === undefined || draft.isSending || !text) return;
      put(author, { ...draft, isSending: true });
      try {
        await api.addNote(author, { key: draft.key, text });
        put(author, null);
      } catch (error) {
        put(author, draft);
        refused(words.notAdded, error);
        return;
      }
      await authors.load(author);
    },
    remove: async (author, { id }) => {
      try {
        await api.removeNote(author, id);
      } catch (error) {
        refused(words.notRemoved, error);
      }
      await authors.load(author);
    },
  };
}
