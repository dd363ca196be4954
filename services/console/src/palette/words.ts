/** What is said in the palette. */
export const palette = {
  open: 'Go to, do, find …',
  label: 'What do you want to do?',
  list: 'What can be done',
  none: 'Nothing is called that.',
  count: (count: number) => `${count} ${count === 1 ? 'entry' : 'entries'}`,
  macros: 'Macros',
  act: 'Do',
  go: 'Go',
  sites: 'Site',
  items: 'In this list',
  goTo: (place: string) => `Go to: ${place}`,
  ofAuthor: (name: string) => `Go to: what is open by ${name}`,
  ofThread: (title: string) => `Go to: what is open on “${title}”`,
};
