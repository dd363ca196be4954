import type { Rule } from '../screen-comment.ts';

/** The same words by the same author in the same thread a short while ago. */
export const duplicate: Rule = ({ isDuplicate }) =>
  isDuplicate
    ? {
        verdict: 'reject',
        rule: 'duplicate',
        evidence: 'the same words by the same author a short while ago',
        forAuthor: 'You have posted the same words here a short while ago.',
        weight: 0,
        code: 'duplicate-comment',
      }
    : null;
