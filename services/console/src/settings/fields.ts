/** Every setting with its words: what it is, what follows from it, and what it may be. */
import * as limits from '@parley/contracts/limits';
import type { ChangeSettings, ShownSettings } from '@parley/contracts/site-settings';

export type Draft = ChangeSettings['settings'];
export type FieldName = keyof Draft;
type Base<Name extends FieldName> = { name: Name; label: string; hint: string };
type Names<Value> = {
  [Name in FieldName & keyof ShownSettings]: ShownSettings[Name] extends Value ? Name : never;
}[FieldName & keyof ShownSettings];
export type Field =
  | (Base<Names<number>> & { kind: 'number'; min: number; max: number; unit: string })
  | (Base<Names<boolean>> & { kind: 'switch' })
  | (Base<'premoderation' | 'votes' | 'captcha'> & { kind: 'choice'; options: Record<string, string> })
  | (Base<Names<string[]>> & { kind: 'words' })
  | (Base<'classifierUrl' | 'alertUrl'> & { kind: 'address' })
  | (Base<'akismetKey' | 'classifierSecret' | 'alertSecret'> & {
      kind: 'secret';
      has: 'hasAkismetKey' | 'hasClassifierSecret' | 'hasAlertSecret';
    });
export type FieldGroup = { title: string; hint?: string; fields: Field[] };

const number = (
  name: Names<number>,
  range: [min: number, max: number],
  unit: string,
  label: string,
  hint: string,
): Field => ({ name, kind: 'number', min: range[0], max: range[1], unit, label, hint });

const FIRST_LOOK: Field[] = [
  {
    name: 'premoderation',
    kind: 'choice',
    label: 'Looked at before they are public',
    hint: 'Held comments are seen by their authors and by moderators only. A thread can say otherwise.',
    options: { off: 'Nobody’s comments', 'new-authors': 'Comments of new authors', all: 'All comments' },
  },
  number(
    'trustedAfter',
    [0, limits.TRUSTED_AFTER_MAX],
    'comments',
    'Published comments after which an author is no longer new',
    '0: nobody is new.',
  ),
  number(
    'rejectedMin',
    [1, limits.REJECTED_MIN_MAX],
    'comments',
    'Rejected comments after which an author is looked at first again',
    'Only together with the share below.',
  ),
  number(
    'rejectedPercent',
    [1, 100],
    '%',
    'Share of rejected comments from which that holds',
    'Of all that they wrote.',
  ),
  {
    name: 'guests',
    kind: 'switch',
    label: 'Guests may comment',
    hint: 'Readers give themselves a name. Without it they sign on through the site.',
  },
  {
    name: 'captcha',
    kind: 'choice',
    label: 'Browsers prove that they take their time',
    hint: 'By a little arithmetic in the background; readers have nothing to solve.',
    options: {
      off: 'Never',
      'on-suspicion': 'When something is suspicious',
      'all-guests': 'Whenever a guest writes',
    },
  },
];

const WORDS: Field[] = [
  {
    name: 'bannedWords',
    kind: 'words',
    label: 'Banned words',
    hint: 'A comment with one of them is refused; its author is told, and keeps the text.',
  },
  {
    name: 'suspectWords',
    kind: 'words',
    label: 'Suspect words',
    hint: 'A comment with one of them waits for a moderator.',
  },
  {
    name: 'allowedWords',
    kind: 'words',
    label: 'Allowed words',
    hint: 'Passed over, though a word with * above finds them.',
  },
];

const LINKS: Field[] = [
  number(
    'linksForNewAuthors',
    [0, limits.LINKS_MAX],
    'links',
    'Links that a new author may have in a comment',
    'More than so many, and it waits for a moderator.',
  ),
  number(
    'linksForTrusted',
    [0, limits.LINKS_MAX],
    'links',
    'Links that all others may have',
    'More than so many, and it waits for a moderator.',
  ),
];

const COMMENTS: Field[] = [
  number(
    'maxLength',
    [limits.MAX_LENGTH_MIN, limits.BODY_MAX_LENGTH],
    'characters',
    'Longest comment',
    'Longer ones are refused before they are sent.',
  ),
  number(
    'maxDepth',
    [0, limits.MAX_DEPTH],
    'levels',
    'Deepest reply',
    '0: nobody replies, comments stand beside each other.',
  ),
  number(
    'editWindowSeconds',
    [0, limits.EDIT_WINDOW_MAX_SECONDS],
    'seconds',
    'How long authors may edit',
    'What they change is screened again. 0: never.',
  ),
  number(
    'slowModeSeconds',
    [0, limits.SLOW_MODE_MAX_SECONDS],
    'seconds',
    'Pause between two comments of a reader in a thread',
    'Readers are told how long to wait. 0: none. A thread can have its own.',
  ),
  {
    name: 'votes',
    kind: 'choice',
    label: 'Votes',
    hint: 'Votes that were given are kept when this is changed.',
    options: { off: 'None', up: 'Up only', 'up-down': 'Up and down' },
  },
];

const SERVICES: Field[] = [
  {
    name: 'akismetKey',
    kind: 'secret',
    has: 'hasAkismetKey',
    label: 'Key for Akismet',
    hint: 'Comments are looked at for spam there.',
  },
  {
    name: 'classifierUrl',
    kind: 'address',
    label: 'Address of a classifier',
    hint: 'Comments are sent there, signed. Empty: nowhere.',
  },
  {
    name: 'classifierSecret',
    kind: 'secret',
    has: 'hasClassifierSecret',
    label: 'Secret of the classifier',
    hint: 'By which it knows that a request is ours.',
  },
];

const ALERTS: Field[] = [
  {
    name: 'alertUrl',
    kind: 'address',
    label: 'Address for alerts',
    hint: 'It is told, once and signed, when reports of one kind come in unusual numbers. Empty: nowhere.',
  },
  {
    name: 'alertSecret',
    kind: 'secret',
    has: 'hasAlertSecret',
    label: 'Secret of the alerts',
    hint: 'By which it knows that a request is ours.',
  },
];

export const GROUPS: readonly FieldGroup[] = [
  {
    title: 'Words',
    hint: 'One a line. They are found whole, whatever case, marks or look-alike letters they are written with. A * stands for any run of letters within a word: “ferr*” finds “ferry” and “ferries”.',
    fields: WORDS,
  },
  { title: 'Who is looked at first', fields: FIRST_LOOK },
  { title: 'Links', fields: LINKS },
  { title: 'Comments', fields: COMMENTS },
  {
    title: 'Outside services',
    hint: 'They are asked for an opinion. When they do not answer, comments wait for a moderator.',
    fields: SERVICES,
  },
  { title: 'Readers in trouble', fields: ALERTS },
];

/** What a setting is called, by the name that the service gives it. */
export function labelOf(name: string): string {
  const isIt = (field: Field) => field.name === name || (field.kind === 'secret' && field.has === name);
  return GROUPS.flatMap(({ fields }) => fields).find(isIt)?.label ?? name;
}
