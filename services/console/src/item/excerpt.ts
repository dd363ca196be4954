import type { Comment } from '@parley/contracts/objects';

/** More than two lines of a row is never seen. */
const EXCERPT_MAX_LENGTH = 300;

const kept = new WeakMap<Comment, string>();

/** The words of a comment without their form, on one line. Parsed in a template: nothing in it can run or load. */
export function excerptOf(comment: Comment): string {
  const known = kept.get(comment);
  if (known !== undefined) return known;
  const template = document.createElement('template');
  // Paragraphs would otherwise run into one another.
  template.innerHTML = (comment.html ?? '').replace(/<\/(p|li|blockquote|pre)>|<br ?\/?>/g, ' $&');
  const text = (template.content.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, EXCERPT_MAX_LENGTH);
  kept.set(comment, text);
  return text;
}
