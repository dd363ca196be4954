import type { CommentRecord, LoggedChange } from '@parley/core/ports/records';
import mongoose from 'mongoose';
import { branchCountOf, type CommentDocument, threadOf, type UnloggedChange } from './comment-documents.ts';
import type { Models } from './models.ts';

/** The comments whose counts a change alters: of its parent the replies, of its root the branch. */
export type CountedAbove = { parent?: string; root?: string };
type Counted = Pick<CommentDocument, '_id' | 'parent' | 'replyCount' | 'branchCount'>;
type Counts = Map<string, Counted>;

/** What a comment's change alters above it: who is listed counts as a reply, who is published in the branch. */
export function countedAbove(
  { parent, ancestors }: Pick<CommentRecord, 'parent' | 'ancestors'>,
  { isListingChange, countDelta }: Pick<UnloggedChange, 'isListingChange' | 'countDelta'>,
): CountedAbove {
  const [root] = ancestors;
  return {
    ...(parent !== null && isListingChange ? { parent } : {}),
    ...(root !== undefined && countDelta !== 0 ? { root } : {}),
  };
}

/** Of comments of one thread. */
export async function readCounts({ comments }: Models, ids: string[]): Promise<Counts> {
  const [first] = ids;
  if (first === undefined) return new Map();
  const found = await comments
    .find({ thread: threadOf(first), _id: mongoose.trusted({ $in: [...new Set(ids)] }) })
    .select({ parent: 1, replyCount: 1, branchCount: 1 })
    .lean<Counted[]>()
    .exec();
  return new Map(found.map((comment) => [comment._id, comment]));
}

/** What readers are told of the counts that a change has altered. */
export function toldCounts(
  { parent, root }: CountedAbove,
  counts: Counts,
): Pick<LoggedChange, 'replyCounts' | 'branchCounts'> {
  const [above, top] = [counts.get(parent ?? ''), counts.get(root ?? '')];
  return {
    replyCounts: above ? { [above._id]: above.replyCount } : {},
    ...(top?.parent === null ? { branchCounts: { [top._id]: branchCountOf(top) } } : {}),
  };
}
