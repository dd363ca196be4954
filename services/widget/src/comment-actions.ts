import type { ReaderClient } from '@parley/contracts/client/api-client';
import { TITLE_MAX_LENGTH } from '@parley/contracts/limits';
import type { Comment, VoteResult } from '@parley/contracts/objects';
import type { EmbedSettings } from './embed-settings.ts';
import type { Session } from './session.ts';
import { castVote, takeOwn, takeVote } from './thread-own.ts';
import type { ThreadState } from './thread-shape.ts';
import { asApiError } from './writing/send.ts';

type Deps = {
  api: Pick<ReaderClient, 'postComment' | 'vote' | 'beginGuestSession'>;
  settings: Pick<EmbedSettings, 'site' | 'key' | 'url' | 'title'>;
  session: Session;
  thread: () => ThreadState | null;
  update: (change: (state: ThreadState) => ThreadState) => void;
  noteOwnChange: () => void;
};

export type CommentActions = ReturnType<typeof createCommentActions>;

/** What a reader does to comments. Each rejects with an `ApiError`, which says what came in the way. */
export function createCommentActions({ api, settings, session, thread, update, noteOwnChange }: Deps) {
  /** What the reader wrote since the page was opened, as they wrote it. */
  const sources = new Map<string, string>();
  let voting: Promise<VoteResult | null> = Promise.resolve(null);

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

  return {
    sources,
    asReader,
    keepOwn,

    async signInAsGuest(name: string): Promise<void> {
      session.begin(await api.beginGuestSession(settings.site, name));
    },

    /** Safe to repeat with the same key. */
    async post(parent: string | null, body: string, idempotencyKey: string): Promise<Comment> {
      const { site, key, url } = settings;
      const title = settings.title.slice(0, TITLE_MAX_LENGTH);
      const request = { idempotencyKey, site, thread: { key, url, title }, parent, body };
      return keepOwn(await asReader(() => api.postComment(request)), body);
    },

    /** Shown at once, and taken back when it cannot be counted. */
    async vote(id: string, value: -1 | 0 | 1): Promise<void> {
      const mine = () => thread()?.votes.get(id) ?? 0;
      const before = mine();
      update((state) => castVote(state, id, value));
      noteOwnChange();
      // One after the other, so that the last press is the last to arrive.
      const cast = () => asReader(() => api.vote(id, value));
      voting = voting.then(cast, cast);
      try {
        const result = await voting;
        if (result && mine() === value) update((state) => takeVote(state, result));
      } catch (error) {
        update((state) => castVote(state, id, before));
        throw error;
      }
    },
  };
}
