import type { Comment } from '@parley/contracts/objects';
import { notFound } from '../access/policy.ts';
import type { Store } from '../ports/store.ts';
import { presentOwnComment } from './present-comment.ts';

/**
 * The comment that a key made, as its author sees it: held and rejected ones with the reason. Whoever has the
 * key wrote it, for a key is made for one form and told to nobody else. Throws `not-found`.
 */
export async function readReceipt(deps: { store: Store }, thread: string, key: string): Promise<Comment> {
  const comment = await deps.store.comments.findByKey(thread, key);
  if (comment === null) throw notFound();
  return presentOwnComment(comment);
}
