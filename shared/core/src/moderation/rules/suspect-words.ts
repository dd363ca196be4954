import { AUTHOR_REASONS } from '../author-reasons.ts';
import { findWord } from '../find-word.ts';
import type { Rule } from '../screen-comment.ts';

const WEIGHT = 40;

/** Words that are often, but not always, a reason to step in. */
export const suspectWords: Rule = ({ folded, settings }) => {
  const word = findWord(folded, settings.suspectWords, settings.allowedWords);
  if (word === null) return null;
  return {
    verdict: 'hold',
    rule: 'suspect-word',
    evidence: word.pattern.includes('*') ? `“${word.found}” by “${word.pattern}”` : `“${word.pattern}”`,
    forAuthor: AUTHOR_REASONS['suspect-words'],
    weight: WEIGHT,
  };
};
