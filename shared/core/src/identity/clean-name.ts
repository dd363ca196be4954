import { CoreError } from '../core-error.ts';

/** Marks that turn the direction of the text around them: a name must not rewrite the line it stands in. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;
/** Other invisible characters, by which one name could pass for another. Joiners stay: scripts need them. */
const INVISIBLE = /[\u00ad\u200b\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;
/** More accents than this on one letter run over the neighbouring lines. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** A display name fit to stand on a page. Throws `validation-failed` when nothing visible is left. */
export function cleanName(name: string): string {
  const cleaned = cleanLine(name);
  if (!/[\p{L}\p{N}]/u.test(cleaned)) {
    throw new CoreError('validation-failed', 'The name needs a letter or a digit.', {
      errors: [{ pointer: '/name', detail: 'must contain a letter or a digit' }],
    });
  }
  return cleaned;
}

/** A line of somebody's words without what could disturb the text around it. May be empty. */
export function cleanLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(DIRECTION_CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(STACKED_MARKS, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
