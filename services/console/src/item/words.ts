/** What is said about one item, and what can be decided about it. */
import type { CommentStatus, DecisionAction, ScorePart } from '@parley/contracts/objects';

export const item = {
  label: 'Review item',
  none: 'Choose an item on the left, or press j.',
  failed: 'This item could not be loaded.',
  missing: 'This item does not exist, or it belongs to a site that is not yours.',
  onlyHere: 'what else is open here',
  untitled: 'A page without a title',
  threadClosed: 'closed thread',
  opened: (words: string) => `here for ${words}`,
  openedNow: 'just came in',
  due: (words: string) => `due in ${words}`,
  late: (words: string) => `${words} late`,
  replyTo: (name: string) => `reply to ${name}`,
  rootComment: 'a comment on the page',
  newTab: '(opens in a new tab)',
  ancestors: 'What it replies to',
  earlier: (count: number) => `Show ${count} earlier`,
  removedAncestor: 'A comment that was removed.',
  edited: 'edited',
  erased: 'Its author has withdrawn this comment; the text is erased.',
  source: 'As it was written',
  unknownAuthor: 'Unknown',
  why: 'Why it is here',
  sum: 'Priority',
  unexplained: 'Not broken down by the service',
  explain: 'of what?',
  /** What a flag’s weight is made of. */
  parts: {
    reason: 'Reason',
    standing: 'Standing of who reports',
    reach: 'Reach when it was reported',
    age: 'Age when it was reported',
    accuracy: 'How often they were right',
  } satisfies Record<ScorePart['part'], string>,
  moreFlags: (count: number) => `and ${count} more`,
  flags: (count: number) => `Flags (${count})`,
  withoutNote: 'without a note',
  snapshot: 'As it stood when it was flagged',
  snapshotDiff: 'What changed since it was flagged',
  history: 'What has happened',
  tookUp: 'took it up',
  appealed: (name: string, ago: string) => `${name} asks for a second look (${ago}):`,
  undo: 'Undo',
  /** For those who hear the buttons one by one. */
  undoWhat: (by: string, what: string) => `Undo: ${by} ${what}`,
  undone: (by: string, ago: string) => `Taken back by ${by} ${ago}.`,
  overtaken: (by: string, what: string) => `Stays: ${by} ${what} since. Take that back first.`,
  overtakenByOthers: (by: string, what: string) => `Stays: ${by} ${what} since.`,
  notYours: 'A lead can take this back.',
  flagLine: (kind: string, count: number) => `${count} ${count === 1 ? 'flag' : 'flags'}: ${kind}`,
  underAMinute: 'less than a minute',
  claimed: (name: string, words: string) =>
    `${name} is looking at this; their claim runs out in ${words}. If you decide first, they are told.`,
  changed: (what: string) => `Changed while you were looking: ${what}.`,
  changedFlag: 'flagged again',
  changedEdit: 'its author edited it',
  changedOther: 'it has moved on',
  this: 'this',
  decided: (by: string, deed: string, ago: string) => `${by} ${deed} ${ago}.`,
  decidedReason: (reason: string) => `Reason: ${reason}`,
};

/** What an action does, in the line under its name. `status` is the comment’s before it. */
export function consequence(action: DecisionAction, status: CommentStatus | 'several'): string {
  switch (action) {
    case 'approve':
      if (status === 'several') return 'public; flags closed';
      return status === 'published' ? 'stays; flags closed' : 'goes public';
    case 'reject':
      return 'hidden; author told why';
    case 'spam':
      return 'hidden as spam';
    case 'escalate':
      return 'to a lead';
    case 'reopen':
      return 'back to the open queue';
  }
}
export const actions = {
  label: 'Decide',
  /** Sent as the reason, and told to the author of a rejected comment. The first is the most common. */
  rejectReasons: [
    'It attacks or insults somebody.',
    'It has nothing to do with the article.',
    'It threatens somebody or calls for violence.',
    'It is hateful towards a group of people.',
    'It gives away private information.',
    'It breaks the law or a court order.',
    'It is advertising.',
  ],
  rejectTitle: 'Why is it rejected? The author reads this.',
  ownReason: 'Another reason …',
  ownReasonLabel: 'The reason, in words for the author',
  rejectWithOwn: 'Reject with this reason',
  cancel: 'Cancel',
  note: 'Note',
  noteLabel: 'Note for moderators, sent with the decision',
  noteHint: 'Only moderators see it. Press Escape to go on.',
  noteKept: 'Note goes with the decision',
  nothing: 'There is nothing for you to decide here.',
  nothingToUndo: 'There is no decision on this that you can take back.',
  sanctionsForLeads: 'Sanctions are for leads of the site.',
  notOffered: (action: string) => `${action} is not possible here.`,
  notYet: 'This came up a moment ago. Look at it, then press once more.',
};
