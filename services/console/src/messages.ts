/**
 * The sentences of the shell and of small rooms; a room with many has its own `words.ts`. The contract’s own
 * words have their names in `names.ts`.
 */
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
