import { AUTHOR_REASONS } from '../author-reasons.ts';
import type { Rule } from '../screen-comment.ts';

const WEIGHT = 10;

/** Where a site asks for it, the first comments of an author are held. Staff and moderators are known. */
export const newAuthor: Rule = ({ author, standing, settings, premoderation }) => {
  const isKnown = author.badge === 'staff' || author.badge === 'moderator';
  if (premoderation !== 'new-authors' || isKnown || standing.published >= settings.trustedAfter) return null;
  return {
    verdict: 'hold',
    rule: 'new-author',
    evidence: `${standing.published} published so far`,
    forAuthor: AUTHOR_REASONS['new-author'],
    weight: WEIGHT,
  };
};
