import type { ApiError } from '@parley/contracts/client/api-client';
import type { LiveState } from '@parley/contracts/client/live-client';
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
  readonly folded: ReadonlySet<string>;
  /** Comments under which the reader is writing. */
  readonly replying: ReadonlySet<string>;
  /** The comment whose branch alone is shown; null for the whole thread. */
  readonly branch: string | null;
  /** The comment to take the reader to as soon as it is on the page. */
  readonly target: { readonly id: string; readonly mayScroll: boolean } | null;
  readonly isLinkGone: boolean;
  /** How many levels the width allows to be indented. */
  readonly levels: number;
  /** The last thing said to those who listen rather than look. */
  readonly said: string;
  readonly isReporting: boolean;
};

export function firstView(sort: Sort, reader: Reader | null): View {
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
    folded: new Set(),
    replying: new Set(),
    branch: null,
    target: null,
    isLinkGone: false,
    levels: 7,
    said: '',
    isReporting: false,
  };
}

export function withMember<T>(set: ReadonlySet<T>, member: T, isIn: boolean): ReadonlySet<T> {
  const next = new Set(set);
  if (isIn) next.add(member);
  else next.delete(member);
  return next;
}
