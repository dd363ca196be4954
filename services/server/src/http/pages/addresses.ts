import type { Sort } from '@parley/contracts/objects';
import { anchorOf } from '@parley/core/threads/page-address';

type Place = {
  comment?: string | undefined;
  after?: string | undefined;
  sort?: Sort | undefined;
  reply?: string | undefined;
  receipt?: string | undefined;
  posted?: 'yes' | undefined;
};

/** The path of a thread's plain page. */
export function pathOf(thread: string, place: Place = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(place)) if (value !== undefined) query.set(name, value);
  return `/t/${thread}${query.size > 0 ? `?${query}` : ''}`;
}

/** A comment on the plain page, with what stands above and below it. */
export function permalinkOf(thread: string, comment: string): string {
  return pathOf(thread, { comment }) + anchorOf(comment);
}

export function feedOf(thread: string): string {
  return `/v1/threads/${thread}/feed.atom`;
}
