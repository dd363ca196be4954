import type { Request } from 'express';

/**
 * Whether the reader has the answer with this ETag already: weak comparison, RFC 9110, 13.1.2. It holds under
 * `Cache-Control: no-cache` too, with which many programs send their conditions: the answer to it is as new.
 */
export function isKnownAlready(request: Request, etag: string): boolean {
  const tags = request.get('if-none-match')?.split(',') ?? [];
  return tags.some((tag) => tag.trim() === '*' || withoutMark(tag) === withoutMark(etag));
}

function withoutMark(etag: string): string {
  return etag.trim().replace(/^W\//, '');
}
