import type { Rule } from '../screen-comment.ts';

/** The site's own limit; the contract's is checked at the door. */
export const length: Rule = ({ source, settings }) =>
  source.length <= settings.maxLength
    ? null
    : {
        verdict: 'reject',
        rule: 'length',
        evidence: `${source.length} characters`,
        forAuthor: `Comments here may have ${settings.maxLength} characters; this one has ${source.length}.`,
        weight: 0,
      };
