import type { Comment, Sort } from '@parley/contracts/objects';

/** People answer each other in order of time, so replies read from the oldest, but where the best are wanted. */
export function replySort(sort: Sort): Sort {
  return sort === 'top' ? sort : 'oldest';
}

/** The server's order of the roots (`parent` null), pinned ones first, or of a comment's replies. */
export function compareIn(sort: Sort, parent: string | null): (a: Comment, b: Comment) => number {
  if (parent !== null) return COMPARE[replySort(sort)];
  return (a, b) =>
    Number(b.pinned) - Number(a.pinned) || COMPARE[a.pinned && b.pinned ? 'newest' : sort](a, b);
}

/** Ids of a thread's comments sort by time. */
const COMPARE: Record<Sort, (a: Comment, b: Comment) => number> = {
  newest: (a, b) => (a.id < b.id ? 1 : -1),
  oldest: (a, b) => (a.id < b.id ? -1 : 1),
  top: (a, b) => score(b) - score(a) || COMPARE.newest(a, b),
  discussed: (a, b) => discussion(b) - discussion(a) || COMPARE.newest(a, b),
};

function score(comment: Comment): number {
  return comment.votes.up - comment.votes.down;
}

/** Of roots alone: the whole branch. */
function discussion(comment: Comment): number {
  return comment.branchCount ?? comment.replyCount;
}
