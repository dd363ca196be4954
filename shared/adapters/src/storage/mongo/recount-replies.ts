import { StoreUnavailable } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { type CommentDocument, threadOf } from './comment-documents.ts';
import { type Addition, additionsOf, madeAt, mayBeAdded } from './counts-above.ts';
import type { Counted } from './write-comment.ts';

/** A branch in which something is written during every count is left to the next attempt. */
const ATTEMPTS_MAX = 10;

/**
 * Counts a comment's listed replies, and of a root all that is published below it, from the comments themselves, with
 * `own` among them. Changes of others that are still to be added are left out, so that they can be. Counted without a
 * lock: what waited before and after the count must be the same, and the comment as it is in `document`, of which
 * the caller makes sure. `alsoUpTo`: changes from before it may be held although they have no name. Rejects with
 * `StoreUnavailable` where it never is.
 */
export async function recountReplies(
  access: Access,
  document: CommentDocument,
  own: readonly Addition[],
): Promise<{ counted: Counted; alsoUpTo: number }> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const before = await readWaiting(access, document._id);
    const counted = await countReplies(access, document);
    const waiting = await readWaiting(access, document._id);
    if (namesOf(before) !== namesOf(waiting)) continue;
    const known = new Set([...own.map(({ name }) => name), ...(document.countedChanges ?? [])]);
    const others = waiting.filter(({ name }) => !known.has(name));
    // Of those of whom nobody can tell it is not told either: whoever asks for them counts all again.
    const toCome = others.filter((addition) => mayBeAdded(document, addition));
    const untold = others.filter((addition) => !toCome.includes(addition));
    return {
      counted: {
        replyCount: toCome.reduce((total, { replies }) => total - replies, counted.replyCount),
        branchCount: toCome.reduce((total, { branch }) => total - branch, counted.branchCount),
      },
      alsoUpTo: Math.max(0, ...untold.map(({ name }) => madeAt(name))),
    };
  }
  throw new StoreUnavailable(`too much is written below the comment ${document._id}`);
}

/** As they are now, whatever of it has been added to the counts. */
export async function countReplies({ models }: Access, { _id, parent }: CommentDocument): Promise<Counted> {
  const { comments } = models;
  const thread = threadOf(_id);
  const [replyCount, branchCount] = await Promise.all([
    comments.countDocuments({ thread, parent: _id, listed: true }).exec(),
    parent === null ? comments.countDocuments({ thread, 'ancestors.0': _id, status: 'published' }).exec() : 0,
  ]);
  return { replyCount, branchCount };
}

/** Changes below a comment that may not be counted in it yet. */
async function readWaiting({ models }: Access, id: string): Promise<Addition[]> {
  const marked = await models.comments
    .find({
      thread: threadOf(id),
      pendingAt: mongoose.trusted({ $exists: true }),
      $or: [{ parent: id }, { 'ancestors.0': id }],
    })
    .select({ parent: 1, ancestors: 1, unlogged: 1 })
    .hint('pending')
    .lean<Pick<CommentDocument, '_id' | 'parent' | 'ancestors' | 'unlogged'>[]>()
    .exec();
  return marked.flatMap((comment) => additionsOf(comment).get(id) ?? []);
}

function namesOf(additions: Addition[]): string {
  return additions
    .map(({ name }) => name)
    .sort()
    .join();
}
