import { SITE } from './program.ts';

/** The path of a page's first slice, of as many roots as the server gives by itself unless told otherwise. */
export function firstSlicePath(key: string, limit?: number): string {
  const query = new URLSearchParams({ site: SITE, key, sort: 'newest' });
  if (limit !== undefined) query.set('limit', String(limit));
  return `/v1/threads?${query}`;
}
