import { AUTHOR_REASONS } from '../author-reasons.ts';
import { likeness } from '../likeness.ts';
import type { Rule } from '../screen-comment.ts';

const WEIGHT = 25;
/** The part of their runs of words that two texts must share to be nearly the same. */
const LIKENESS_MIN = 0.7;

/** Nearly what the same author said a short while ago, anywhere on the site. */
export const nearDuplicate: Rule = ({ folded, recent = [], isDuplicate }) => {
  if (isDuplicate) return null;
  const closest = Math.max(0, ...recent.map((other) => likeness(folded, other)));
  if (closest < LIKENESS_MIN) return null;
  return {
    verdict: 'hold',
    rule: 'near-duplicate',
    evidence: `${Math.round(closest * 100)} % the same as another by this author`,
    forAuthor: AUTHOR_REASONS['near-duplicate'],
    weight: WEIGHT,
  };
};
