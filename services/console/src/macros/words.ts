/** What is said about macros. */
import { actionNames } from '../names.ts';
import type { Macro } from './macros.ts';

export const macros = {
  title: 'Macros',
  intro: 'A decision of yours on a number key. They are kept in this browser, for you alone.',
  empty: 'None yet.',
  key: (number: number) => `Macro ${number}`,
  action: 'What',
  reason: 'Reason, in words for the author',
  note: 'Note for moderators',
  add: 'Add one',
  remove: (number: number) => `Remove macro ${number}`,
  save: 'Save',
  cancel: 'Cancel',
  saved: 'Your macros are saved.',
  notKept: 'This browser keeps nothing for this page: your macros are gone when you leave it.',
  none: (number: string) => `There is no macro on ${number} yet.`,
  define: 'Make one',
};

/** “Reject: It is advertising.” */
export function macroName({ action, reason, note }: Macro): string {
  const more = reason || note;
  return more === '' ? actionNames[action] : `${actionNames[action]}: ${more}`;
}
