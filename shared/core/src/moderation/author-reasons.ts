/**
 * What authors are told of why their comment waits or was rejected, by the word that stands for it: programs that speak
 * another language go by that. A moderator's own words have none.
 */
export const AUTHOR_REASONS = {
  'author-standing': 'Several of your comments were rejected here; the next ones are looked at first.',
  'held-again': 'A moderator looks at it again.',
  links: 'Comments with many links are looked at first.',
  'links-of-new-author': 'Several links from new readers are looked at first.',
  'near-duplicate': 'It is nearly what you have posted a short while ago.',
  'new-author': 'The first comments of new readers are looked at first.',
  premoderation: 'Every comment here is looked at before it appears.',
  rules: 'It does not keep to the rules of this discussion.',
  spam: 'It was taken for advertising.',
  'suspect-words': 'Some of its words are looked at by a moderator first.',
  unproven: 'Without scripts your browser cannot show that no program writes: a moderator looks at it first.',
} as const;

/** Said before until when, of authors under premoderation. */
export const SANCTIONED = 'Your comments here are looked at by a moderator first';
const UNTIL = /, until ([^,]+, [^,]+ GMT)\.$/;

/** Told to the author when the moderator gives no reason of their own. */
export const DEFAULT_REASONS = { reject: AUTHOR_REASONS.rules, spam: AUTHOR_REASONS.spam } as const;

/** Told to the author of a comment that waits once more because a decision was taken back. */
export const HELD_AGAIN = AUTHOR_REASONS['held-again'];

const CODES = new Map<string, string>(Object.entries(AUTHOR_REASONS).map(([code, words]) => [words, code]));

/** Until when what an author is told holds, in ISO 8601; null where it does not say. */
export function reasonUntilOf(reason: string): string | null {
  if (!reason.startsWith(SANCTIONED)) return null;
  const [, until = ''] = UNTIL.exec(reason) ?? [];
  const at = Date.parse(until);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** The word that stands for what an author is told; null for a moderator's own words. */
export function reasonCodeOf(reason: string): string | null {
  return reason.startsWith(SANCTIONED) ? 'sanctioned' : (CODES.get(reason) ?? null);
}
