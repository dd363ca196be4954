/** Every sentence about threads. */
export const threads = {
  label: 'Threads',
  search: 'Title, address or key',
  find: 'Find',
  order: 'Order',
  byActivity: 'Latest comments first',
  byAge: 'Newest threads first',
  state: 'State',
  anyState: 'Open and closed',
  open: 'Open',
  closed: 'Closed',
  failed: 'The threads could not be loaded.',
  empty: 'Nobody has commented yet. A thread is there with its first comment.',
  emptySearch: 'No thread fits.',
  emptySoFar: (day: string) => `No thread since ${day} fits. There are older ones to look through.`,
  clear: 'Show all threads',
  more: 'Show more',
  further: (day: string) => `Look further back than ${day}`,
  untitled: 'A page without a title',
  comments: (count: number) => `${count} ${count === 1 ? 'comment' : 'comments'}`,
  waiting: (count: number) => `${count} waiting`,
  closedTag: 'closed',
  premoderatedTag: {
    all: 'all looked at first',
    'new-authors': 'new authors looked at first',
    off: 'none looked at first',
  },
  slowTag: (seconds: number) => `slow: ${seconds} s`,

  none: 'Choose a thread on the left, or press j.',
  detailFailed: 'This thread could not be loaded.',
  missing: 'This thread does not exist, or it belongs to a site that is not yours.',
  newTab: '(opens in a new tab)',
  began: 'began',
  latest: 'Latest comments',
  noLatest: 'No public comments.',
  noOthers: 'None but those that are pinned.',
  changedBy: (name: string) => `Last changed by ${name}`,
  steer: 'What holds for this thread',
  close: 'Close the thread',
  closeMeans: 'It can be read; readers write nothing more in it.',
  reopen: 'Open it again',
  reopenMeans: 'It is closed. Opened, readers can write in it again.',
  premoderation: 'Looked at before they are public',
  asSite: (what: string) => `As the site says: ${what}`,
  premoderationNames: {
    off: 'Nobody’s comments',
    'new-authors': 'Comments of new authors',
    all: 'All comments',
  },
  premoderationMeans: {
    off: 'New comments are public at once, unless a rule holds them.',
    'new-authors': 'Comments of authors who are not known yet wait in the queue.',
    all: 'Every new comment waits in the queue. What is public stays so.',
  },
  slow: 'Slow mode',
  slowNames: (seconds: number) => (seconds === 0 ? 'Off' : `One comment in ${pauseWords(seconds)}`),
  slowMeans: (seconds: number) =>
    seconds === 0
      ? 'Readers write as often as the limits of the service allow.'
      : `Each reader can write once in ${pauseWords(seconds)}; they are told how long to wait.`,
  pinned: (count: number, most: number) => `Pinned (${count} of ${most})`,
  noPinned: 'Nothing is pinned. A pinned comment stands above all others.',
  pin: 'Pin',
  pinWhat: (name: string) => `Pin ${name}’s comment`,
  unpin: 'Unpin',
  unpinWhat: (name: string) => `Unpin ${name}’s comment`,
  onlyRoots: 'a reply',
  log: 'What moderators did here',
  conflict: 'Look at it as it is now, then choose again.',
  done: (title: string) => `Changed “${title}”.`,
  donePinned: 'Pinned: it stands above all others now.',
  doneUnpinned: 'Unpinned: it is back among the others.',
  undo: 'Change it back',
  refused: 'The thread was not changed.',
  retry: 'Try again',
};

function pauseWords(seconds: number): string {
  if (seconds < 60) return `${seconds} seconds`;
  if (seconds === 60) return 'a minute';
  return seconds === 3600 ? 'an hour' : `${Math.round(seconds / 60)} minutes`;
}
