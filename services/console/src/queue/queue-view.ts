/** Which items a list holds and in which order, as the service does it. Pure. */
import type { ReviewItem } from '@parley/contracts/objects';
import type { ListQueue } from '@parley/contracts/requests';
import { LANE_QUERIES, type QueueAge, type QueuePlace, type QueueSort } from '../place/queue-place.ts';

export type QueueView = Pick<
  QueuePlace,
  'lane' | 'site' | 'reason' | 'thread' | 'author' | 'age' | 'sort'
> & {
  /** What `age` came to when the list was asked for, ISO 8601. */
  openedBefore?: string | undefined;
};

const HOUR_MS = 60 * 60_000;
const AGES_MS: Record<QueueAge, number> = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS };

/** The view as it is at `now`, milliseconds since 1970. */
export function datedView(view: QueueView, now: number): QueueView {
  const { lane, site, reason, thread, author, age, sort } = view;
  const openedBefore = age === null ? undefined : new Date(now - AGES_MS[age]).toISOString();
  return { lane, site, reason, thread, author, age, sort, openedBefore };
}

export function queryOf({ lane, site, reason, thread, author, sort, openedBefore }: QueueView): ListQueue {
  return {
    ...LANE_QUERIES[lane],
    sort,
    ...(site ? { site } : {}),
    ...(reason ? { reason } : {}),
    ...(thread ? { thread } : {}),
    ...(author ? { author } : {}),
    ...(openedBefore ? { openedBefore } : {}),
  };
}

export function isSameView(one: QueueView, other: QueueView): boolean {
  const names = ['lane', 'site', 'reason', 'thread', 'author', 'age', 'sort'] as const;
  return names.every((name) => one[name] === other[name]);
}

export function belongs(item: ReviewItem, view: QueueView): boolean {
  const { state, status } = LANE_QUERIES[view.lane];
  return (
    item.state === state &&
    (status === undefined || item.comment.status === status) &&
    (view.site === null || item.site === view.site) &&
    (view.thread === null || item.thread.id === view.thread) &&
    (view.author === null || item.comment.author?.id === view.author) &&
    (view.openedBefore === undefined || item.openedAt < view.openedBefore) &&
    (view.reason === null || item.reasons.some((one) => one.reason === view.reason))
  );
}

export function isBefore(item: ReviewItem, other: ReviewItem, sort: QueueSort): boolean {
  switch (sort) {
    case 'priority':
      return item.score > other.score;
    case 'oldest':
      return item.openedAt < other.openedAt;
    case 'latest':
      return (item.enteredAt ?? item.openedAt) > (other.enteredAt ?? other.openedAt);
  }
}
