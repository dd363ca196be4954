/**
 * The sentences of the shell and of small rooms; a room with many has its own `words.ts`. The contract’s own
 * words have their names in `names.ts`.
 */
import type { ReviewState } from '@parley/contracts/objects';
import { stateNames } from './names.ts';

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
