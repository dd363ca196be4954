import type { Sort } from '@parley/contracts/objects';
import { sort as sortSchema } from '@parley/contracts/objects';
import { CoreError } from '../core-error.ts';
import type { CommentCursor, NameCursor, ReviewCursor } from '../ports/store.ts';

/**
 * Cursors are opaque to clients. One for comments remembers its sort, because the replies in a preview are
 * ordered otherwise than their roots, and whoever pages on must not need to know.
 */
export function encodeCommentCursor(sort: Sort, cursor: CommentCursor | null): string | null {
  return cursor === null ? null : encode([sort, cursor.key, cursor.id]);
}

export function decodeCommentCursor(text: string, thread: string): { sort: Sort; after: CommentCursor } {
  const [sort, key, id] = decode(text);
  const known = sortSchema.safeParse(sort);
  const isKey = key === null || Number.isFinite(key);
  if (!known.success || !isKey || typeof id !== 'string' || !id.startsWith(thread)) throw invalidCursor();
  const needsKey = known.data === 'top' || known.data === 'discussed';
  if (needsKey !== (key !== null)) throw invalidCursor();
  return { sort: known.data, after: { key: key as number | null, id } };
}

export function encodeReviewCursor(cursor: ReviewCursor | null): string | null {
  return cursor === null ? null : encode([cursor.key, cursor.id]);
}

export function decodeReviewCursor(text: string | undefined): ReviewCursor | null {
  if (text === undefined) return null;
  const [key, id] = decode(text);
  if (typeof key !== 'number' || !Number.isFinite(key) || typeof id !== 'string') throw invalidCursor();
  return { key, id };
}

/** A place in a list by folded name. */
export function encodeNameCursor(cursor: NameCursor | null): string | null {
  return cursor === null ? null : encode([cursor.name, cursor.id]);
}

export function decodeNameCursor(text: string | undefined): NameCursor | null {
  if (text === undefined) return null;
  const [name, id] = decode(text);
  if (typeof name !== 'string' || typeof id !== 'string') throw invalidCursor();
  return { name, id };
}

function encode(parts: unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function decode(text: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(parts)) return parts;
  } catch {
    // Falls through to the same refusal as any other text that is no cursor.
  }
  throw invalidCursor();
}

function invalidCursor(): CoreError {
  return new CoreError(
    'invalid-cursor',
    'This cursor does not belong to this list. Start again without one.',
  );
}
