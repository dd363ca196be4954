import { formCalls } from '@parley/contracts/client/form-calls';
import type { Comment, FlagReason } from '@parley/contracts/objects';
import { forgetOwn } from '../thread-own.ts';
import { unlist } from '../thread-places.ts';
import { draftOf, isListed, type ThreadState } from '../thread-shape.ts';
import type { Widget } from '../widget.ts';

type Tools = Pick<Widget, 'api' | 'actions' | 'thread' | 'store'>;

/** Gives a comment of one's own a new text. Rejects with an `ApiError`, as all of these do. */
export async function editComment({ api, actions }: Tools, id: string, body: string): Promise<Comment> {
  return actions.keepOwn(await actions.asReader(() => formCalls(api.call).editComment(id, body)), body);
}

/** The Markdown of one's own comment; asked for when it was written on another page or day. */
export async function readSource({ api, actions, store }: Tools, id: string): Promise<string> {
  const known = store.get().thread?.own.get(id)?.source ?? actions.sources.get(id);
  return known ?? (await actions.asReader(() => formCalls(api.call).getComment(id))).comment.source ?? '';
}

export async function deleteComment({ api, actions, thread }: Tools, id: string): Promise<void> {
  await actions.asReader(() => formCalls(api.call).deleteComment(id));
  thread.noteOwnChange();
  thread.update((state) => dropOwn(state, id));
}

export async function flagComment(
  { api, actions, thread }: Tools,
  id: string,
  reason: FlagReason,
  note: string,
): Promise<void> {
  await actions.asReader(() => formCalls(api.call).flag(id, reason, note.trim() || undefined));
  thread.update((state) => ({ ...state, flagged: new Set(state.flagged).add(id) }));
}

/** The reader has deleted a comment: its text goes at once, before the change arrives. */
export function dropOwn(state: ThreadState, id: string): ThreadState {
  const draft = draftOf(state);
  const entry = draft.entries.get(id);
  if (entry) {
    const comment: Comment = { ...entry.comment, status: 'deleted', author: null, html: null };
    draft.entries.set(id, { ...entry, comment });
  }
  forgetOwn(draft, id);
  if (!isListed(draft, id)) unlist(draft, id);
  return draft;
}
