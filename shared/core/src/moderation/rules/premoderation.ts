import { AUTHOR_REASONS } from '../author-reasons.ts';
import type { Rule } from '../screen-comment.ts';

const WEIGHT = 5;

/** Where everything is looked at first. */
export const premoderation: Rule = ({ author, premoderation: setting }) =>
  setting !== 'all' || author.badge === 'moderator'
    ? null
    : {
        verdict: 'hold',
        rule: 'premoderation',
        evidence: 'every comment here is held',
        forAuthor: AUTHOR_REASONS.premoderation,
        weight: WEIGHT,
      };
