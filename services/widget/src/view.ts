import type { LiveState } from '@parley/contracts/client/live-client';
import type { ApiError } from '@parley/contracts/client/reader-client';
import type { Reader, Sort } from '@parley/contracts/objects';
import type { ThreadState } from './thread-shape.ts';

/** All that the components look at. */
export type View = {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly failure: ApiError | null;
  readonly thread: ThreadState | null;
  readonly sort: Sort;
  readonly reader: Reader | null;
  readonly live: LiveState;
  readonly viewers: number;
  /** Lists of which a slice is under way, or could not be had. */
  readonly paging: ReadonlyMap<string, 'busy' | ApiError>;
  /** What the reader has just let in, to be told apart. */
  readonly fresh: ReadonlySet<string>;
  /** Roots far out of sight, of which only the room is kept: their heights in CSS pixels. */
  readonly far: ReadonlyMap<string, number>;
  /** What others have written since the reader's last visit, the oldest first. */
  readonly sinceVisit: readonly string[];
  readonly folded: ReadonlySet<string>;
  /** Comments under which the reader is writing. */
  readonly replying: ReadonlySet<string>;
  /** Somebody's words, on their way into the box for a reply to them. */
  readonly quote: { readonly parent: string; readonly words: string } | null;
  /** Authors whose comments the reader does not want to see. */
  readonly muted: ReadonlySet<string>;
  /** The reader's own comments that are about to be deleted, by id. */
  readonly deleting: ReadonlyMap<string, Deleting>;
  /** The comment whose branch alone is shown; null for the whole thread. */
  readonly branch: string | null;
  /** The comment to take the reader to as soon as it is on the page. */
  readonly target: { readonly id: string; readonly mayScroll: boolean } | null;
  /** The comment that the page's address names: it stays marked. */
  readonly linked: string | null;
  readonly isLinkGone: boolean;
  /** How many levels the width allows to be indented. */
  readonly levels: number;
  /** The last thing said to those who listen rather than look. */
  readonly said: string;
  readonly isReporting: boolean;
};

/** Where the folded branches of a page are kept. */
export const foldedKey = (page: string) => `folded:${page}`;
/**
 * Where the ids of muted authors are kept: a guest's for good; of a reader who has signed in what the server said last,
 * so that nothing flashes up before it says so again.
 */
export const mutedKey = (site: string, reader: Reader | null) =>
  reader && reader.badge !== 'guest' ? `muted:${site}:${reader.id}` : `muted:${site}`;

export function firstView(sort: Sort, reader: Reader | null, muted: readonly string[] | null = null): View {
  return {
    phase: 'loading',
    failure: null,
    thread: null,
    sort,
    reader,
    live: { status: 'connecting', transport: null, reconnects: 0, lastCloseReason: null },
    viewers: 0,
    paging: new Map(),
    fresh: new Set(),
    far: new Map(),
    sinceVisit: [],
    folded: new Set(),
    replying: new Set(),
    quote: null,
    muted: new Set(muted),
    deleting: new Map(),
    branch: null,
    target: null,
    linked: null,
    isLinkGone: false,
    levels: 7,
    said: '',
    isReporting: false,
  };
}

/** A comment that its author has deleted, while they can still take that back, or after it went wrong. */
export type Deleting = {
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly error: ApiError | null;
  undo(): void;
  /** Does not wait any longer: the page is being left. */
  now(): void;
};

export function withMember<T>(set: ReadonlySet<T>, member: T, isIn: boolean): ReadonlySet<T> {
  const next = new Set(set);
  if (isIn) next.add(member);
  else next.delete(member);
  return next;
}
