/** What is said about edits. */
export const revisions = {
  whatChanged: 'what changed',
  label: 'What changed',
  loading: 'Loading what it said before …',
  failed: 'What it said before could not be loaded.',
  none: 'Nothing is kept of what it said before.',
  edit: (number: number) => `Edit ${number}`,
  removed: 'Removed:',
  added: 'Added:',
  end: 'End of change.',
};
