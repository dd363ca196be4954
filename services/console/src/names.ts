/**
 * What the contract’s own words are called on the screen. A word that has no name here yet is made readable.
 */
import type {
  Badge,
  CommentStatus,
  DecisionAction,
  IssueState,
  ReviewEvent,
  ReviewState,
} from '@parley/contracts/objects';
import type { Lane } from './place/queue-place.ts';

export const stateNames: Record<ReviewState, string> = {
  open: 'Open',
  escalated: 'Escalated',
  closed: 'Decided',
};

/** The lists of the queue. */
export const laneNames: Record<Lane, string> = {
  open: 'Open',
  held: 'Held',
  flagged: 'Flagged',
  escalated: 'Escalated',
  decided: 'Decided',
};

export const flagNames: Record<string, string> = {
  abuse: 'abuse',
  spam: 'spam',
  'off-topic': 'off topic',
  illegal: 'illegal',
  other: 'other',
};

/** Why an item is in the queue: the readers' flags, the screening rules, what people asked for. */
export const reasonNames: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(flagNames).map(([flag, name]) => [`flag:${flag}`, `Flagged: ${name}`]),
  ),
  'banned-word': 'Banned word',
  'suspect-word': 'Suspect word',
  links: 'Links',
  length: 'Length',
  duplicate: 'Duplicate',
  'near-duplicate': 'Near duplicate',
  'compose-time': 'Written faster than people do',
  'new-author': 'New author',
  'author-standing': 'Author’s standing',
  'sanctioned-author': 'Author under sanction',
  premoderation: 'Premoderated',
  appeal: 'Appeal',
  moderator: 'Taken up by a moderator',
};

/** The name of a reason, known here or not. */
export const reasonName = (reason: string) => reasonNames[reason] ?? humanize(reason);

export const badgeNames: Record<Badge, string> = {
  guest: 'guest',
  member: 'member',
  staff: 'staff',
  moderator: 'moderator',
};

export const statusNames: Record<CommentStatus, string> = {
  published: 'public',
  held: 'held: only its author and moderators see it',
  rejected: 'rejected',
  deleted: 'withdrawn by its author',
};

export const statusShort: Record<CommentStatus, string> = {
  published: 'public',
  held: 'held',
  rejected: 'rejected',
  deleted: 'withdrawn',
};

export const actionNames: Record<DecisionAction, string> = {
  approve: 'Approve',
  reject: 'Reject',
  spam: 'Spam',
  escalate: 'Escalate',
  reopen: 'Reopen',
};

export const pastActions: Record<DecisionAction, string> = {
  approve: 'approved',
  reject: 'rejected',
  spam: 'marked as spam',
  escalate: 'escalated',
  reopen: 'reopened',
};

/** The same with what it was done to: “marked bob’s comment as spam”. */
export function deed(kind: ReviewEvent['kind'], object: string): string {
  switch (kind) {
    case 'spam':
      return `marked ${object} as spam`;
    case 'opened':
      return `took ${object} up`;
    case 'flagged':
      return `flagged ${object}`;
    case 'withdrawn':
      return `withdrew ${object}`;
    case 'edited':
      return `edited ${object}`;
    case 'undo':
      return `took a decision on ${object} back`;
    case 'appealed':
      return `asked for a second look at ${object}`;
    default:
      return `${pastActions[kind]} ${object}`;
  }
}

export const eventNames: Record<ReviewEvent['kind'], string> = {
  ...pastActions,
  opened: 'held it for review',
  flagged: 'flagged it',
  withdrawn: 'withdrew it',
  edited: 'edited it',
  undo: 'took a decision back',
  appealed: 'asked for a second look',
};

export const issueStateNames: Record<IssueState, string> = {
  new: 'New',
  triaged: 'Triaged',
  investigating: 'Investigating',
  fixed: 'Fixed',
  closed: 'Closed',
  duplicate: 'Duplicate',
  wontfix: 'Will not fix',
  'user-side': 'On the reader’s side',
};

/** What each diagnosis of the widget means, for somebody who did not write it. */
export const diagnosisWords: Record<string, string> = {
  'api-unreachable': 'The service could not be reached at all.',
  'api-5xx': 'The service answered with an error of its own.',
  'session-expired': 'The reader’s session had ended.',
  'session-refused': 'The site’s sign-on was refused.',
  'storage-blocked': 'The browser does not keep anything for this page, so drafts and sessions are lost.',
  'websocket-blocked': 'Something between the reader and us blocks live connections.',
  'live-unavailable': 'The live connection could not be made.',
  'live-lagging': 'Live changes arrived late or not at all.',
  'csp-blocked': 'The page’s content security policy blocks part of the widget.',
  'origin-not-allowed': 'The page is not one of the site’s own origins.',
  'rate-limited': 'The reader was asked to slow down.',
  'clock-skew': 'The reader’s clock is wrong.',
  'script-blocked': 'The widget’s script was blocked, by an extension or a filter perhaps.',
  offline: 'The reader was offline.',
  'script-error': 'The widget’s script failed.',
};

/**
 * A group is titled by the service with what was found, and after a dot with the call and the place in a script:
 * `api-5xx, live-lagging · GET /v1/threads without an answer`. `where` is empty when there is nothing of that.
 */
export function titleParts(title: string): { name: string; where: string } {
  const [found = '', ...where] = title.split(' · ');
  const names = found.split(', ');
  const areKnown = names.every((name) => /^[a-z0-9-]+$/.test(name));
  const read = (name: string, place: number) => (place === 0 ? humanize(name) : lower(humanize(name)));
  return { name: areKnown ? names.map(read).join(', ') : found, where: where.join(' · ') };
}

export function groupTitle(title: string): string {
  const { name, where } = titleParts(title);
  return where === '' ? name : `${name} · ${where}`;
}

/** A stable word from the service that has no name here yet, made readable. */
export function humanize(word: string): string {
  const words = word.replace(/^flag:/, 'Flagged: ').replaceAll('-', ' ');
  return capital(words).replace(/^(api|csp)\b/i, (letters) => letters.toUpperCase());
}

/** Within a sentence; what is in capitals stays so. */
function lower(words: string): string {
  return /^[A-Z]{2}/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
