import type { CommentRecord, LoggedChange } from '@parley/core/ports/records';
import mongoose from 'mongoose';
import { branchCountOf, type CommentDocument, threadOf, type UnloggedChange } from './comment-documents.ts';
import type { Models } from './models.ts';
import { changeKey } from './thread-log.ts';

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

/** What one change of a comment adds to the counts of a comment above it, once. */
export type Addition = {
  /** Says when the change was made, too: see `madeAt`. */
  name: string;
  replies: number;
  branch: number;
  /** Made before counts were added to: it may be counted already, and nobody can tell. */
  isUncertain?: boolean;
};

/** What the changes of a comment that may not be counted yet add, by the comment that it is added to. */
export function additionsOf({
  _id,
  parent,
  ancestors,
  unlogged,
}: Pick<CommentDocument, '_id' | 'parent' | 'ancestors' | 'unlogged'>): Map<string, Addition[]> {
  const additions = unlogged.flatMap(({ rev, at, countDelta, listingDelta, ...change }) => {
    const above = countedAbove({ parent, ancestors }, { ...change, countDelta });
    const isUncertain = listingDelta === undefined;
    const add = (to: string): [string, Addition] => [
      to,
      {
        name: `${changeKey(_id, rev)}@${at.toString(36)}`,
        replies: to === above.parent ? (listingDelta ?? 0) : 0,
        branch: to === above.root ? countDelta : 0,
        ...(isUncertain ? { isUncertain } : {}),
      },
    ];
    return [...new Set([above.parent ?? [], above.root ?? []].flat())].map(add);
  });
  const grouped = Map.groupBy(additions, ([to]) => to);
  return new Map([...grouped].map(([to, pairs]) => [to, pairs.map(([, addition]) => addition)]));
}

/** When the change of this name was made, in milliseconds since 1970. */
export function madeAt(name: string): number {
  return Number.parseInt(name.slice(name.lastIndexOf('@') + 1), 36);
}

/** Whether a change that a comment does not remember to have counted cannot be one that it has forgotten. */
export function mayBeAdded(
  { parent, branchCount, countedChanges, countedUpTo = 0 }: CommentDocument,
  { name, isUncertain = false }: Addition,
): boolean {
  const isCounted = parent !== null || branchCount !== undefined;
  return countedChanges !== undefined && isCounted && !isUncertain && madeAt(name) > countedUpTo;
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
