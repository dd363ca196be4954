import { createHash } from 'node:crypto';
import type { PostComment } from '@parley/contracts/requests';
import type { Actor } from '../access/actor.ts';
import { CoreError } from '../core-error.ts';
import type { CommentRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { threadIdFor } from '../threads/thread-id.ts';

/**
 * The comment that this key made already, if it did. Asked before limits and screening, so that a retry gets
 * the first answer whatever has changed since. A key used for other words, or by somebody else, is a mismatch.
 */
export async function findReplay(
  deps: { store: Store },
  actor: Actor,
  request: PostComment,
): Promise<CommentRecord | null> {
  const thread = threadIdFor(request.site, request.thread.key);
  const found = await deps.store.comments.findByKey(thread, request.idempotencyKey);
  if (found !== null) assertSameRequest(found, idempotencyHash(actor, request));
  return found;
}

/** What a key stands for: who says what in answer to whom. */
export function idempotencyHash(actor: Actor, request: PostComment): string {
  const parts = [actor.id, request.parent, request.body];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

export function assertSameRequest(found: CommentRecord, hash: string): void {
  if (found.idempotencyHash !== hash) {
    throw new CoreError(
      'idempotency-mismatch',
      'This idempotency key belongs to another comment. Make a new one.',
    );
  }
}
