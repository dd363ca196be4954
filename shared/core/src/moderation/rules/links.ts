import { AUTHOR_REASONS } from '../author-reasons.ts';
import type { Rule } from '../screen-comment.ts';

const WEIGHT = 30;

/** More links than the author's standing allows. Counted in the rendered text, where every spelling is one. */
export const links: Rule = ({ html, standing, settings }) => {
  const count = html.split('<a href=').length - 1;
  const isNew = standing.published < settings.trustedAfter;
  const allowed = isNew ? settings.linksForNewAuthors : settings.linksForTrusted;
  if (count <= allowed) return null;
  return {
    verdict: 'hold',
    rule: 'links',
    evidence: `${count} links${isNew ? ', new author' : ''}`,
    forAuthor: AUTHOR_REASONS[isNew ? 'links-of-new-author' : 'links'],
    weight: WEIGHT,
  };
};
