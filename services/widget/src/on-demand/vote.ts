import { formCalls } from '@parley/contracts/client/form-calls';
import type { ReaderClient } from '@parley/contracts/client/reader-client';
import type { VoteResult } from '@parley/contracts/objects';
import type { CommentActions } from '../comment-actions.ts';
import type { Store } from '../store.ts';
import type { ThreadController } from '../thread-controller.ts';
import { draftOf, type ThreadState } from '../thread-shape.ts';
import type { View } from '../view.ts';

type Tools = {
  api: Pick<ReaderClient, 'call'>;
  actions: Pick<CommentActions, 'asReader'>;
  thread: Pick<ThreadController, 'update' | 'noteOwnChange'>;
  store: Store<View>;
};

/** One after the other, so that the last press is the last to arrive. */
let voting: Promise<unknown> = Promise.resolve();

/** Shown at once, and taken back when it cannot be counted; then it rejects with an `ApiError`. */
export async function vote(
  { api, actions, thread, store }: Tools,
  id: string,
  value: -1 | 0 | 1,
): Promise<void> {
  const mine = () => store.get().thread?.votes.get(id) ?? 0;
  const before = mine();
  thread.update((state) => castVote(state, id, value));
  thread.noteOwnChange();
  const cast = () => actions.asReader(() => formCalls(api.call).vote(id, value));
  const turn = voting.then(cast, cast);
  voting = turn;
  try {
    const result = await turn;
    if (mine() === value) thread.update((state) => takeVote(state, result));
  } catch (error) {
    thread.update((state) => castVote(state, id, before));
    throw error;
  }
}

/** Counts a vote at once; the server's totals replace the guess when they come. */
export function castVote(state: ThreadState, id: string, value: -1 | 0 | 1): ThreadState {
  const entry = state.entries.get(id);
  if (!entry) return state;
  const before = state.votes.get(id) ?? 0;
  const { up, down } = entry.comment.votes;
  const votes = {
    up: up + Number(value === 1) - Number(before === 1),
    down: down + Number(value === -1) - Number(before === -1),
  };
  return takeVote(state, { comment: id, value, votes });
}

export function takeVote(state: ThreadState, { comment: id, value, votes }: VoteResult): ThreadState {
  const draft = draftOf(state);
  const entry = draft.entries.get(id);
  if (entry) draft.entries.set(id, { ...entry, comment: { ...entry.comment, votes } });
  const mine = new Map(state.votes);
  if (value === 0) mine.delete(id);
  else mine.set(id, value);
  draft.votes = mine;
  return draft;
}
