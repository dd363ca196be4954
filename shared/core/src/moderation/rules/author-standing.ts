import { AUTHOR_REASONS } from '../author-reasons.ts';
import type { Rule } from '../screen-comment.ts';

const WEIGHT = 20;

/**
 * Authors of whose comments many were rejected: so many that it says something about them, and such a part of all that
 * were decided. Staff and moderators are known.
 */
export const authorStanding: Rule = ({ author, standing: { published, rejected }, settings }) => {
  const isKnown = author.badge === 'staff' || author.badge === 'moderator';
  const percent = (100 * rejected) / Math.max(1, published + rejected);
  if (isKnown || rejected < settings.rejectedMin || percent < settings.rejectedPercent) return null;
  return {
    verdict: 'hold',
    rule: 'author-standing',
    evidence: `${rejected} of ${published + rejected} rejected`,
    forAuthor: AUTHOR_REASONS['author-standing'],
    weight: WEIGHT,
  };
};
