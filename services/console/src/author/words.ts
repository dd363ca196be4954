/** What is said about authors and sanctions. */

import type { Term } from './sanction-draft.ts';
import type { SanctionKind } from './sanction-kinds.ts';

export const author = {
  title: (name: string) => `About ${name}`,
  since: 'first seen',
  published: 'published',
  held: 'held',
  rejected: 'rejected',
  recent: 'Latest comments',
  noRecent: 'Nothing else so far.',
  showAll: (count: number) => `Show ${count} more`,
  erased: 'withdrawn',
  failed: 'More about this author could not be loaded.',
  onlyTheirs: 'What of theirs is open',
};

export const authorNotes = {
  title: 'Notes of the moderators',
  label: 'Note about this author',
  hint: 'For the moderators of this site only. Ctrl+Enter adds it.',
  add: 'Add the note',
  busy: 'Sending …',
  remove: 'Remove',
  removeWhat: (by: string) => `Remove the note by ${by}`,
  older: 'Older notes',
  olderFailed: 'Older notes could not be loaded.',
  notAdded: 'The note was not added. It is still in the field.',
  notRemoved: 'The note was not removed.',
};

export const kindNames: Record<SanctionKind, string> = {
  premoderate: 'Premoderate',
  mute: 'Mute',
  ban: 'Ban',
};

export const pastKinds: Record<SanctionKind, string> = {
  premoderate: 'premoderated',
  mute: 'muted',
  ban: 'banned',
};

/** What follows from each, in the line under its name. */
export const consequences: Record<SanctionKind, string> = {
  premoderate: 'Everything they write waits for a moderator. They are told that it does.',
  mute: 'Only they see what they write from now on. They are not told.',
  ban: 'They cannot comment, vote or report. They are told until when, and why. What they wrote stays.',
};

export const termNames: Record<Term, string> = {
  day: 'For a day',
  'three-days': 'For three days',
  week: 'For a week',
  month: 'For 30 days',
  date: 'Until the end of a day …',
  open: 'Until it is lifted',
};

export const sanctions = {
  open: 'Sanction …',
  title: (name: string) => `Sanction ${name}`,
  inForce: 'In force',
  earlier: (count: number) => `Earlier sanctions (${count})`,
  /** “Muted until 24 Dec 2026, by Ana 3 d ago” */
  line: (kind: SanctionKind, end: string, by: string, ago: string) =>
    `${pastKinds[kind]} ${end}, by ${by} ${ago}`,
  already: (line: string) => `Already ${line}.`,
  until: (date: string) => `until ${date}`,
  untilLifted: 'until it is lifted',
  everywhere: 'on all sites',
  liftedBy: (by: string, ago: string) => `Lifted by ${by} ${ago}.`,
  ended: 'Ended.',
  lift: 'Lift',
  liftWhat: (kind: SanctionKind) => `Lift: ${pastKinds[kind]}`,
  restore: 'Bring back what was removed',
  kind: 'What',
  term: 'How long',
  date: 'Day',
  badDate: 'Choose a day that has not passed.',
  where: 'Where',
  here: (site: string) => `On ${site}`,
  allSites: 'On all sites where the same person signs on',
  reasonTold: 'Reason, in words for the reader',
  reasonKept: 'Reason, for the moderators; the reader is not told',
  remove: 'Also remove what they wrote in the last',
  days: 'days',
  removeHint: 'Rejected together, with this reason. It can be taken back.',
  told: 'What the reader is told',
  toldNothing: 'Nothing.',
  submit: (kind: SanctionKind, name: string) => `${kindNames[kind]} ${name}`,
  busy: 'Sending …',
  cancel: 'Cancel',
  done: (kind: SanctionKind, name: string, end: string) => `${name} is ${pastKinds[kind]} ${end}.`,
  removed: (count: number) =>
    count === 0
      ? 'There was nothing to remove.'
      : `${count} ${count === 1 ? 'comment' : 'comments'} removed.`,
  more: 'There are older ones within these days: remove them by another sanction, or one by one.',
  undo: 'Undo',
  onlyLift: 'Only lift it',
  lifted: (kind: SanctionKind, name: string) => `${name} is no longer ${pastKinds[kind]}.`,
  liftedAlready: (by: string, name: string) => `${by} had already lifted the sanction on ${name}.`,
  restored: (count: number) => `${count} ${count === 1 ? 'comment is' : 'comments are'} back as they were.`,
  stayed: (count: number) =>
    count === 0 ? '' : `${count} stay as somebody has decided since, or were back already.`,
  notLifted: (name: string) => `The sanction on ${name} was not lifted.`,
  notRestored: 'What was removed was not brought back.',
  retry: 'Try again',
};
