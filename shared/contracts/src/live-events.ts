/** The typed maps of the live protocol: socket.io, path `/live`. */
import type { Change, Changes, IssueGroup, ReviewItem } from './objects.ts';
import type { Problem } from './problems.ts';

export const LIVE_PATH = '/live';
export const MODERATION_NAMESPACE = '/moderation';

export type JoinAnswer = Changes | { problem: Problem };
export type LeaveAnswer = { left: string } | { problem: Problem };

export type ReaderToServer = {
  join: (payload: { thread: string; after: number }, answer: (result: JoinAnswer) => void) => void;
  leave: (payload: { thread: string }, answer?: (result: LeaveAnswer) => void) => void;
};

/** Changes come in order of `seq`; several are sent together when a thread is busy. */
export type ChangesMessage = { thread: string; head: number; changes: Change[] };
/** Where the thread stands. A client that is behind fetches what it misses. */
export type HeadMessage = { thread: string; head: number; viewers: number };

export type ServerToReader = {
  changes: (message: ChangesMessage) => void;
  head: (message: HeadMessage) => void;
  /** The client is too far behind for its buffer: load the first slice anew. */
  reset: (message: { thread: string; head: number }) => void;
  /** The server is about to stop: come back after a random part of this time. */
  draining: (message: { reconnectInMs: number }) => void;
};

export type ServerToModerator = {
  queue: (message: { site: string; item: ReviewItem }) => void;
  issue: (message: { group: IssueGroup }) => void;
  draining: (message: { reconnectInMs: number }) => void;
};

export type ReaderAuth = { site: string; token?: string | undefined };
export type ModeratorAuth = { token?: string | undefined };
