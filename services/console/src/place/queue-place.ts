/** Where one is in the queue: which list of it, narrowed and ordered how. */
import type { CommentStatus, ReviewState } from '@parley/contracts/objects';

export type QueueSort = 'priority' | 'oldest' | 'latest';
/** Held and flagged are open items whose comment waits to be published, or is public. */
export type Lane = 'open' | 'held' | 'flagged' | 'escalated' | 'decided';
/** Opened longer ago than this. */
export type QueueAge = 'hour' | 'day' | 'week';
export type QueueFilter = {
  reason: string | null;
  thread: string | null;
  author: string | null;
  age: QueueAge | null;
};
export type QueuePlace = {
  view: 'queue';
  lane: Lane;
  item: string | null;
  sort: QueueSort;
  site: string | null;
} & QueueFilter;

export const LANES: readonly Lane[] = ['open', 'held', 'flagged', 'escalated', 'decided'];
export const AGES: readonly QueueAge[] = ['hour', 'day', 'week'];
export const SORTS: readonly QueueSort[] = ['priority', 'oldest', 'latest'];
export const QUEUE_FILTERS = ['reason', 'thread', 'author', 'age'] as const;

/** What the service calls a lane. */
export const LANE_QUERIES: Record<Lane, { state: ReviewState; status?: CommentStatus }> = {
  open: { state: 'open' },
  held: { state: 'open', status: 'held' },
  flagged: { state: 'open', status: 'published' },
  escalated: { state: 'escalated' },
  decided: { state: 'closed' },
};

/** The list in which an item of a state is sure to be found. */
export const LANE_OF_STATE: Record<ReviewState, Lane> = {
  open: 'open',
  escalated: 'escalated',
  closed: 'decided',
};

/** A lane whole, in its own order: what waits by priority, what is decided by when it was. */
export function wholeLane(lane: Lane, site: string | null = null): QueuePlace {
  const everything = { reason: null, thread: null, author: null, age: null };
  return { view: 'queue', lane, item: null, sort: ownSort(lane), site, ...everything };
}

export function ownSort(lane: Lane): QueueSort {
  return lane === 'decided' ? 'latest' : 'priority';
}

export function isFiltered(filter: QueueFilter): boolean {
  return QUEUE_FILTERS.some((name) => filter[name] !== null);
}
