import { inWords } from '../../sanctions/active-sanctions.ts';
import { SANCTIONED } from '../author-reasons.ts';
import type { Rule } from '../screen-comment.ts';

const WEIGHT = 15;

/** Authors whom a lead has put under premoderation are told so, and until when. */
export const sanctionedAuthor: Rule = ({ premoderated }) =>
  premoderated === undefined
    ? null
    : {
        verdict: 'hold',
        rule: 'sanctioned-author',
        evidence: `premoderated ${inWords(premoderated)}`,
        forAuthor: `${SANCTIONED}, ${inWords(premoderated)}.`,
        weight: WEIGHT,
      };
