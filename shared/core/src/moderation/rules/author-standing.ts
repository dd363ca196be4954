import type { Rule } from '../screen-comment.ts';

const WEIGHT = 20;
/** Fewer rejections say little about anybody. */
const REJECTED_MIN = 5;
/** The part of an author's decided comments from which on the next is looked at first. */
const REJECTED_PART = 0.5;

/** Authors of whose comments many were rejected. Staff and moderators are known. */
export const authorStanding: Rule = ({ author, standing: { published, rejected } }) => {
  const isKnown = author.badge === 'staff' || author.badge === 'moderator';
  const part = rejected / Math.max(1, published + rejected);
  if (isKnown || rejected < REJECTED_MIN || part < REJECTED_PART) return null;
  return {
    verdict: 'hold',
    rule: 'author-standing',
    evidence: `${rejected} of ${published + rejected} rejected`,
    forAuthor: 'Several of your comments were rejected here; the next ones are looked at first.',
    weight: WEIGHT,
  };
};
