import type { Sort } from '@parley/contracts/objects';
import { anchorOf } from '@parley/core/threads/page-address';

type Place = {
  comment?: string | undefined;
  after?: string | undefined;
  sort?: Sort | undefined;
  reply?: string | undefined;
  receipt?: string | undefined;
  posted?: 'yes' | undefined;
  /** The language, where the address is to ask for one. */
  lang?: string | undefined;
};

/** The path of a thread's plain page. */
export function pathOf(thread: string, place: Place = {}): string {
  return withQuery(`/t/${thread}`, place);
}

/** A comment on the plain page, with what stands above and below it. */
export function permalinkOf(thread: string, comment: string, lang?: string): string {
  return pathOf(thread, { comment, lang }) + anchorOf(comment);
}

export function feedOf(thread: string, lang?: string): string {
  return withQuery(`/v1/threads/${thread}/feed.atom`, { lang });
}

/** What is undefined stands in no address. */
export function withQuery(path: string, values: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value);
  return `${path}${query.size > 0 ? `?${query}` : ''}`;
}
