import { findWord } from '../find-word.ts';
import type { Rule } from '../screen-comment.ts';

/** Words the site does not publish at all. */
export const bannedWords: Rule = ({ folded, settings }) => {
  const word = findWord(folded, settings.bannedWords, settings.allowedWords);
  if (word === null) return null;
  return {
    verdict: 'reject',
    rule: 'banned-word',
    evidence: word.pattern.includes('*') ? `“${word.found}” by “${word.pattern}”` : `“${word.pattern}”`,
    forAuthor: 'It contains words that this site does not publish. Change them and post again.',
    weight: 0,
  };
};
