/** What is said about the keys. */
export const keyHelp = {
  title: 'Keys',
  close: 'Close',
  groups: { Read: 'Read', Decide: 'Decide', More: 'Do', Go: 'Go' },
  switch: 'Single keys are on',
  switchHint:
    'Switch them off if you dictate, or if they get in your way. Everything can be reached with Tab and Enter.',
  followedBy: 'then',
};
