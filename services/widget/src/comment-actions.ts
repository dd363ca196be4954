import type { ReaderClient } from '@parley/contracts/client/reader-client';
import { TITLE_MAX_LENGTH } from '@parley/contracts/limits';
import type { Comment } from '@parley/contracts/objects';
import type { EmbedSettings } from './embed-settings.ts';
import type { Session } from './session.ts';
import { takeOwn } from './thread-own.ts';
import type { ThreadState } from './thread-shape.ts';
import { asApiError } from './writing/send.ts';

type Deps = {
  api: Pick<ReaderClient, 'postComment' | 'beginGuestSession' | 'endSession'>;
  settings: Pick<EmbedSettings, 'site' | 'key' | 'url' | 'title'>;
  session: Session;
  update: (change: (state: ThreadState) => ThreadState) => void;
  noteOwnChange: () => void;
};

export type CommentActions = ReturnType<typeof createCommentActions>;

/** What a reader does to comments. Each rejects with an `ApiError`, which says what came in the way. */
export function createCommentActions({ api, settings, session, update, noteOwnChange }: Deps) {
  /** What the reader wrote since the page was opened, as they wrote it. */
  const sources = new Map<string, string>();

  /** A session that the service no longer knows is forgotten, so that the reader is asked who they are. */
  async function asReader<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (reason) {
      if (asApiError(reason).status === 401) session.end(true);
      throw reason;
    }
  }

  /** Shows the reader's own comment as the service answered it. */
  function keepOwn(comment: Comment, body: string): Comment {
    noteOwnChange();
    sources.set(comment.id, body);
    const reader = session.reader();
    if (reader) update((state) => takeOwn(state, reader.id, comment));
    return comment;
  }

  /** Where comments of this page go. */
  function place() {
    const { site, key, url } = settings;
    return { site, thread: { key, url, title: settings.title.slice(0, TITLE_MAX_LENGTH) } };
  }

  return {
    sources,
    place,
    asReader,
    keepOwn,

    /** Ends the session here at once, and at the service when it can be reached. */
    signOut(): void {
      api.endSession().catch(() => {});
      session.end();
    },

    async signInAsGuest(name: string): Promise<void> {
      session.begin(await api.beginGuestSession(settings.site, name));
    },

    /** Safe to repeat with the same key. */
    async post(parent: string | null, body: string, idempotencyKey: string): Promise<Comment> {
      const request = { ...place(), idempotencyKey, parent, body };
      return keepOwn(await asReader(() => api.postComment(request)), body);
    },
  };
}
