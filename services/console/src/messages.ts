/** Every sentence that the console shows; the contract’s own words have their names in `names.ts`. */
import type { CommentStatus, DecisionAction, ReviewItem, ReviewState } from '@parley/contracts/objects';
import { actionNames, capital, flagNames, pastActions, stateNames, statusShort } from './names.ts';

export const brand = 'Parley';

export const signIn = {
  title: 'Sign in to moderate',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  busy: 'Signing in …',
  ended: 'Your session has ended. Sign in to go on where you were.',
  missing: 'Enter your e-mail address and your password.',
  unreachable: 'The service cannot be reached. Check your connection, then try again.',
  checking: 'Opening the console …',
  retryIn: (words: string) => `You can try again in ${words}.`,
};

export const shell = {
  skip: 'Skip to the list',
  navigation: 'Places',
  site: 'Site',
  allSites: 'All sites',
  account: (name: string) => `Signed in as ${name}`,
  signOut: 'Sign out',
  signOutFailed: 'You are still signed in.',
  keys: 'Keys',
  queue: 'Queue',
  trouble: 'Readers in trouble',
  record: 'Record',
  issues: 'Issues',
  log: 'Log',
  back: 'Back to the list',
  offline: 'You are offline. What you see may have changed; decisions cannot be sent.',
  notLive: 'Not live at the moment: what you see may be behind. Trying to reconnect.',
  retry: 'Try again',
  dismiss: 'Dismiss',
  notices: 'Notices',
  move: 'move',
  /** Beside “Issues”. `more` when there are more than could be counted. */
  newCount: (count: number, more: boolean) => `${count}${more ? '+' : ''} new`,
};

export const queue = {
  label: (state: ReviewState) => `${stateNames[state]} items`,
  sort: 'Order',
  byPriority: 'Priority first',
  byAge: 'Oldest first',
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
    closed: 'Nothing has been decided yet.',
  } satisfies Record<ReviewState, string>,
  emptyFiltered: 'Nothing here has this reason.',
  clearFilter: 'Show all reasons',
};

export const flagTag = (reason: string, count: number) =>
  `${count} ${count === 1 ? 'flag' : 'flags'}: ${flagNames[reason] ?? reason}`;

export const item = {
  label: 'Review item',
  none: 'Choose an item on the left, or press j.',
  failed: 'This item could not be loaded.',
  missing: 'This item does not exist, or it belongs to a site that is not yours.',
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
  flags: (count: number) => `Flags (${count})`,
  withoutNote: 'without a note',
  snapshot: 'As it stood when it was flagged',
  history: 'What has happened',
  author: (name: string) => `About ${name}`,
  since: 'first seen',
  erasedShort: 'withdrawn',
  flagLine: (kind: string, count: number) => `${count} ${count === 1 ? 'flag' : 'flags'}: ${kind}`,
  underAMinute: 'less than a minute',
  published: 'published',
  held: 'held',
  rejected: 'rejected',
  recent: 'Recent comments',
  claimed: (name: string, words: string) =>
    `${name} is looking at this; their claim runs out in ${words}. If you decide first, they are told.`,
  changed: (what: string) => `Changed while you were looking: ${what}.`,
  changedFlag: 'flagged again',
  changedEdit: 'its author edited it',
  changedOther: 'it has moved on',
  decided: (by: string, what: string, ago: string) => `${by} ${what} this ${ago}.`,
  decidedReason: (reason: string) => `Reason: ${reason}`,
};

/** What an action does, in the line under its name. `status` is the comment’s before it. */
export function consequence(action: DecisionAction, status: CommentStatus | 'several'): string {
  switch (action) {
    case 'approve':
      if (status === 'several') return 'public; flags closed';
      return status === 'published' ? 'stays public; flags closed' : 'goes public';
    case 'reject':
      return 'hidden; the author is told why';
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
  notOffered: (action: string) => `${action} is not possible here.`,
  notYet: 'This came up a moment ago. Look at it, then press once more.',
};

export const notices = {
  /** “Rejected grace_o’s comment.” */
  done: (action: DecisionAction, name: string) => `${capital(pastActions[action])}: ${name}’s comment.`,
  doneSeveral: (action: DecisionAction, count: number) =>
    `${capital(pastActions[action])}: ${count} comments.`,
  undo: 'Reopen',
  /** Reopening asks the question again; until it is answered the comment stays what the decision made it. */
  reopened: (name: string, status: CommentStatus) =>
    `${name}’s comment is back in the open queue; until it is decided again it stays ${statusShort[status]}.`,
  reopenedSeveral: (count: number) => `${count} comments are back in the open queue.`,
  retry: 'Try again',
  already: (by: string, what: string, name: string) => `${by} had already ${what} ${name}’s comment.`,
  conflict: (by: string, what: string, name: string, ago: string) =>
    `${by} ${what} ${name}’s comment ${ago}.`,
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
  others: (by: string, what: string, name: string) => `${by} ${what} ${name}’s comment.`,
  someone: 'Somebody',
  next: (name: string, score: number) => `Next: ${name}, priority ${score}.`,
  queueDone: 'That was the last one.',
};

export const keyHelp = {
  title: 'Keys',
  close: 'Close',
  groups: { Read: 'Read', Decide: 'Decide', Go: 'Go' },
  switch: 'Single keys are on',
  switchHint:
    'Switch them off if you dictate, or if they get in your way. Everything can be reached with Tab and Enter.',
  followedBy: 'then',
};

export const issues = {
  label: 'Issue reports',
  intro: 'What readers told us about commenting not working.',
  state: 'State',
  allStates: 'All states',
  failed: 'The reports could not be loaded.',
  empty: 'No reader has reported an issue. Commenting seems to work.',
  emptyFiltered: 'No reports are in this state.',
  clearFilter: 'Show all states',
  more: 'Show more',
  reports: (count: number) => `${count} ${count === 1 ? 'report' : 'reports'}`,
  none: 'Choose a group of reports on the left, or press j.',
  detailFailed: 'This group could not be loaded.',
  missing: 'This group does not exist, or it belongs to a site that is not yours.',
  undiagnosed: 'The widget found no cause by itself.',
  diagnosis: 'What the widget found',
  first: 'first',
  last: 'last',
  site: 'Site',
  triage: 'Triage',
  fixedIn: 'Fixed in version',
  fixedInHint: 'If it comes back on this version or a later one, it is a regression.',
  publicNote: 'Note to the readers who reported it',
  publicNoteHint: 'Shown to whoever asks with their ticket.',
  save: 'Save',
  saving: 'Saving …',
  saved: 'Saved.',
  conflict: (state: string) =>
    `Somebody else changed this in the meantime; it is now “${state}”. Your changes are still in the form: save again to put them over it, or take theirs.`,
  takeTheirs: 'Take theirs',
  samples: (shown: number, count: number) =>
    shown > 0 && shown < count ? `The newest ${shown} of ${count} reports` : issues.reports(count),
  noSamples: 'None of the reports themselves is kept any more.',
  noMessage: 'No message.',
  page: 'Page',
  ticket: 'Ticket',
  email: 'E-mail',
  diagnostics: 'Diagnostics',
  trace: 'The last calls',
  call: 'Call',
  seen: 'Reader got',
  served: 'Server answered',
  notServed: 'Nothing known here',
  noAnswer: 'No answer',
  took: (ms: number) => `${Math.round(ms)} ms`,
  copy: 'Copy as JSON',
  copied: 'Copied.',
  copyFailed: 'The browser did not allow copying.',
  waiting: (count: number) => `${count} new ${count === 1 ? 'group' : 'groups'}`,
};

export const log = {
  label: 'Log',
  intro: 'What happened to comments under review, newest first.',
  failed: 'The log could not be loaded.',
  empty: 'Nothing has happened yet.',
  more: 'Show more',
  none: 'Choose an entry to see its item.',
  nowIn: (state: ReviewState) => `now ${stateNames[state].toLowerCase()}`,
};
