import type { ReaderClient } from '@parley/contracts/client/api-client';
import { TITLE_MAX_LENGTH } from '@parley/contracts/limits';
import type { Comment, FlagReason } from '@parley/contracts/objects';
import type { EmbedSettings } from './embed-settings.ts';
import type { Session } from './session.ts';
import { castVote, dropOwn, takeFlag, takeOwn, takeVote } from './thread-own.ts';
import type { ThreadState } from './thread-shape.ts';
import { asApiError } from './writing/send.ts';

type Deps = {
  api: Pick<
    ReaderClient,
    'postComment' | 'editComment' | 'deleteComment' | 'vote' | 'flag' | 'getComment' | 'beginGuestSession'
  >;
  settings: Pick<EmbedSettings, 'site' | 'key' | 'url' | 'title'>;
  session: Session;
  thread: () => ThreadState | null;
  update: (change: (state: ThreadState) => ThreadState) => void;
  noteOwnChange: () => void;
};

export type CommentActions = ReturnType<typeof createCommentActions>;

/** What a reader does to comments. Each rejects with an `ApiError`, which says what came in the way. */
export function createCommentActions(deps: Deps) {
  const { api, settings, session, update } = deps;
  /** What the reader wrote since the page was opened, as they wrote it. */
  const sources = new Map<string, string>();

  /** A session that the service no longer knows is forgotten, so that the reader is asked who they are. */
  async function asReader<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (reason) {
      const error = asApiError(reason);
      if (error.status === 401) session.end(true);
      throw error;
    }
  }

  function keep(comment: Comment, body: string): Comment {
    deps.noteOwnChange();
    sources.set(comment.id, body);
    const reader = session.reader();
    if (reader) update((state) => takeOwn(state, reader.id, comment));
    return comment;
  }

  return {
    async signInAsGuest(name: string): Promise<void> {
      session.begin(await api.beginGuestSession(settings.site, name));
    },

    /** Safe to repeat with the same key. */
    async post(parent: string | null, body: string, idempotencyKey: string): Promise<Comment> {
      const { site, key, url } = settings;
      const title = settings.title.slice(0, TITLE_MAX_LENGTH);
      const comment = await asReader(() =>
        api.postComment({ idempotencyKey, site, thread: { key, url, title }, parent, body }),
      );
      return keep(comment, body);
    },

    async edit(id: string, body: string): Promise<Comment> {
      return keep(await asReader(() => api.editComment(id, body)), body);
    },

    /** The Markdown of one's own comment; asked for when it was written on another page or day. */
    async source(id: string): Promise<string> {
      const known = deps.thread()?.own.get(id)?.source ?? sources.get(id);
      return known ?? (await asReader(() => api.getComment(id))).comment.source ?? '';
    },

    async remove(id: string): Promise<void> {
      await asReader(() => api.deleteComment(id));
      deps.noteOwnChange();
      update((state) => dropOwn(state, id));
    },

    /** Shown at once, and taken back when it cannot be counted. */
    async vote(id: string, value: -1 | 0 | 1): Promise<void> {
      const before = deps.thread()?.votes.get(id) ?? 0;
      update((state) => castVote(state, id, value));
      deps.noteOwnChange();
      try {
        const result = await asReader(() => api.vote(id, value));
        update((state) => takeVote(state, result));
      } catch (error) {
        update((state) => castVote(state, id, before));
        throw error;
      }
    },

    async flag(id: string, reason: FlagReason, note: string): Promise<void> {
      await asReader(() => api.flag(id, reason, note.trim() || undefined));
      update((state) => takeFlag(state, id));
    },
  };
}
