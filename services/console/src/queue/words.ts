/** What is said about the queue, and about how decisions went. */
import type { CommentStatus, DecisionAction, ReviewItem, ReviewState } from '@parley/contracts/objects';
import {
  actionNames,
  capital,
  flagNames,
  laneNames,
  pastActions,
  stateNames,
  statusShort,
} from '../names.ts';
import type { Lane, QueueSort } from '../place/queue-place.ts';

export const queue = {
  label: (lane: Lane) => `${laneNames[lane]} items`,
  sort: 'Order',
  sorts: (lane: Lane): Record<QueueSort, string> => ({
    priority: 'By priority',
    oldest: 'Oldest first',
    latest: lane === 'decided' ? 'Last decided' : 'Newest first',
  }),
  age: 'Age',
  allAges: 'Any age',
  ages: { hour: 'Over an hour old', day: 'Over a day old', week: 'Over a week old' },
  flagGroup: 'Flags',
  screeningGroup: 'Screening and people',
  byAuthor: (name: string) => `by ${name}`,
  anAuthor: 'one author',
  inThread: (title: string) => `on “${title}”`,
  aThread: 'one page',
  dropFilter: (words: string) => `No longer only ${words}`,
  reason: 'Reason',
  allReasons: 'All reasons',
  waiting: (count: number) => `${count} new ${count === 1 ? 'item' : 'items'}`,
  more: 'Show more',
  moreOf: (count: number) => `Show more (${count} left)`,
  loadingMore: 'Loading …',
  failed: 'The list could not be loaded.',
  looking: (name: string) => `${name} is looking`,
  overdue: (words: string) => `${words} late`,
  score: (score: number) => `Priority ${score}`,
  reply: 'reply',
  mark: (name: string) => `Mark ${name}’s comment`,
  decidedTag: (item: ReviewItem) =>
    item.decision ? `${pastActions[item.decision.action]} by ${item.decision.by}` : 'closed',
  markedCount: (count: number) => `${count} marked`,
  unmarkAll: 'Unmark all',
  gone: 'no longer waits here',
  empty: {
    open: 'Nothing waits for you. Enjoy the quiet; what comes in appears here by itself.',
    escalated: 'Nothing is escalated.',
    held: 'Nothing is held.',
    flagged: 'No public comment is flagged.',
    decided: 'Nothing has been decided yet.',
  } satisfies Record<Lane, string>,
  emptyFiltered: 'Nothing here is like this.',
  clearFilter: 'Show all',
};

export const flagTag = (reason: string, count: number) =>
  `${count} ${count === 1 ? 'flag' : 'flags'}: ${flagNames[reason] ?? reason}`;

export const notices = {
  /** “Rejected grace_o’s comment.” */
  done: (action: DecisionAction, name: string) => `${capital(pastActions[action])}: ${name}’s comment.`,
  /** `others`: those of the same lot that were not, each of which is told below. */
  doneSeveral: (action: DecisionAction, count: number, others: number) =>
    others === 0
      ? `${capital(pastActions[action])}: ${count} comments.`
      : `${capital(pastActions[action])}: ${count} of ${count + others} comments.`,
  undo: 'Undo',
  undoTheirs: 'Undo theirs',
  andMore: (count: number) => `… and ${count} more.`,
  /** Reopening asks the question again; until it is answered the comment stays what the decision made it. */
  reopened: (name: string, status: CommentStatus) =>
    `${name}’s comment is back in the open queue; until it is decided again it stays ${statusShort[status]}.`,
  retry: 'Try again',
  already: (by: string, deed: string) => `${by} had already ${deed}.`,
  conflict: (by: string, deed: string, ago: string) => `${by} ${deed} ${ago}.`,
  conflictMoved: (name: string) => `${name}’s comment changed before your decision arrived.`,
  conflictYours: (action: DecisionAction) => `Yours (${actionNames[action].toLowerCase()}) was not applied.`,
  conflictNow: (state: ReviewState, status: CommentStatus) =>
    `It is now ${stateNames[state].toLowerCase()} and ${statusShort[status]}.`,
  show: 'Show it',
  failed: (action: DecisionAction, name: string) =>
    `${actionNames[action]} was not carried out on ${name}’s comment; it is back in its place.`,
  failedSeveral: (action: DecisionAction, count: number) =>
    `${actionNames[action]} was not carried out on all of ${count} comments. The list shows how they are now.`,
  missing: (name: string) => `${name}’s comment is not there any more.`,
  someone: 'Somebody',
  comment: (name: string) => `${name}’s comment`,
  next: (name: string, score: number) => `Next: ${name}, priority ${score}.`,
  queueDone: 'That was the last one.',
};

export const undoing = {
  undone: (action: DecisionAction, name: string, state: ReviewState, status: CommentStatus) =>
    `Taken back (${actionNames[action].toLowerCase()}): ${name}’s comment is ${stateNames[state].toLowerCase()} and ${statusShort[status]} again.`,
  undoneSeveral: (action: DecisionAction, count: number, others: number) =>
    others === 0
      ? `Taken back (${actionNames[action].toLowerCase()}): ${count} ${count === 1 ? 'comment' : 'comments'}.`
      : `Taken back (${actionNames[action].toLowerCase()}): ${count} of ${count + others} comments.`,
  notUndone: (name: string, count: number) =>
    count > 1
      ? 'What was decided together was not taken back.'
      : `The decision on ${name}’s comment was not taken back.`,
  /** “Ben rejected bob’s comment 4 s ago; that stands.” */
  stands: (by: string, deed: string, ago: string) => `${by} ${deed} ${ago}; that stands.`,
  standsSomehow: (name: string) => `${name}’s comment has changed since, and stays as it is.`,
  nothing: 'There is nothing left that you decided here.',
  retry: notices.retry,
  show: notices.show,
};
