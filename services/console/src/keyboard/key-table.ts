/**
 * Every key of the console with the command it gives and the words that explain it. The help, the hints and
 * the reader of keys are all made from this table. Two keys apart by a space are pressed one after another.
 */
export type Command =
  | 'next'
  | 'previous'
  | 'open'
  | 'back'
  | 'let-in'
  | 'approve'
  | 'reject'
  | 'spam'
  | 'escalate'
  | 'reopen'
  | 'undo'
  | 'undo-shown'
  | 'note'
  | 'author-note'
  | 'sanction'
  | 'compare'
  | 'mark'
  | 'show'
  | 'go-queue'
  | 'go-held'
  | 'go-flagged'
  | 'go-escalated'
  | 'go-decided'
  | 'go-issues'
  | 'go-log'
  | 'go-threads'
  | 'go-people'
  | 'go-settings'
  | 'go-statistics'
  | 'filter'
  | 'mark-range'
  | 'close-thread'
  | 'write'
  | 'send'
  | 'macros'
  | 'palette'
  | MacroCommand
  | 'help';

/** The number keys, each of which may have a macro of the moderator's own. */
export type MacroCommand = `macro-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;
export type KeyGroup = 'Read' | 'Decide' | 'More' | 'Go' | 'Macros';
export type Key = {
  press: string;
  command: Command;
  group: KeyGroup;
  words: string;
  /** Holding the key down gives the command again and again. Never so for what decides. */
  repeats?: true;
};

/** Pressed with Control or Command; never alone. */
export const PALETTE_KEY = 'Ctrl+K';
/** The same, in a field: a line end is what Enter alone means there. */
export const SEND_KEY = 'Ctrl+Enter';
const MACRO_NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export const KEYS: readonly Key[] = [
  { press: 'j', command: 'next', group: 'Read', words: 'Next in the list', repeats: true },
  { press: 'k', command: 'previous', group: 'Read', words: 'Previous in the list', repeats: true },
  { press: 'Enter', command: 'open', group: 'Read', words: 'Read the selected one' },
  { press: 'o', command: 'open', group: 'Read', words: 'The same' },
  { press: 'd', command: 'compare', group: 'Read', words: 'What its author changed' },
  { press: 'Escape', command: 'back', group: 'Read', words: 'Back to the list' },
  { press: '.', command: 'let-in', group: 'Read', words: 'Show the new items that wait' },
  { press: '/', command: 'filter', group: 'Read', words: 'Filter the list' },
  { press: 'a', command: 'approve', group: 'Decide', words: 'Approve' },
  { press: 'r', command: 'reject', group: 'Decide', words: 'Reject, then a number for the reason' },
  { press: 's', command: 'spam', group: 'Decide', words: 'Spam' },
  { press: 'e', command: 'escalate', group: 'Decide', words: 'Escalate to a lead' },
  { press: 'p', command: 'reopen', group: 'Decide', words: 'Reopen what was decided' },
  { press: 'n', command: 'note', group: 'Decide', words: 'Add a note to the decision' },
  { press: 'N', command: 'author-note', group: 'More', words: 'Write a note about the author' },
  { press: 'b', command: 'sanction', group: 'More', words: 'Sanction the author' },
  { press: 'x', command: 'mark', group: 'More', words: 'Mark several, to decide them together' },
  { press: 'X', command: 'mark-range', group: 'More', words: 'Mark all from the last marked to here' },
  { press: 'u', command: 'undo', group: 'Decide', words: 'Take back what you have just done' },
  {
    press: 'U',
    command: 'undo-shown',
    group: 'Decide',
    words: 'Take back the last decision on what is shown',
  },
  { press: 'c', command: 'close-thread', group: 'More', words: 'Close the thread, or open it again' },
  { press: 'w', command: 'write', group: 'More', words: 'Write: an answer, or a text to try the rules on' },
  { press: SEND_KEY, command: 'send', group: 'More', words: 'Send or save what you are writing' },
  { press: 'v', command: 'show', group: 'Decide', words: 'Show what a notice speaks of' },
  { press: 'g q', command: 'go-queue', group: 'Go', words: 'Open queue' },
  { press: 'g h', command: 'go-held', group: 'Go', words: 'Held' },
  { press: 'g f', command: 'go-flagged', group: 'Go', words: 'Flagged' },
  { press: 'g e', command: 'go-escalated', group: 'Go', words: 'Escalated' },
  { press: 'g d', command: 'go-decided', group: 'Go', words: 'Decided' },
  { press: 'g i', command: 'go-issues', group: 'Go', words: 'Issues' },
  { press: 'g l', command: 'go-log', group: 'Go', words: 'Log' },
  { press: 'g t', command: 'go-threads', group: 'Go', words: 'Threads' },
  { press: 'g p', command: 'go-people', group: 'Go', words: 'People' },
  { press: 'g w', command: 'go-settings', group: 'Go', words: 'Rules and words' },
  { press: 'g s', command: 'go-statistics', group: 'Go', words: 'Statistics' },
  { press: 'm', command: 'macros', group: 'More', words: 'Macros: decisions on the number keys' },
  { press: PALETTE_KEY, command: 'palette', group: 'Go', words: 'Everything, by a few letters' },
  { press: '?', command: 'help', group: 'Go', words: 'This list' },
  ...MACRO_NUMBERS.map(
    (number): Key => ({
      press: String(number),
      command: `macro-${number}`,
      group: 'Macros',
      words: `Macro ${number}`,
    }),
  ),
];

/** The key shown beside a command; the first one where it has several. */
export function keyOf(command: Command): string {
  return KEYS.find((key) => key.command === command)?.press ?? '';
}
