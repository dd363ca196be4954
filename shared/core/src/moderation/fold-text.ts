import { readAs } from './lookalikes.ts';

/**
 * The form in which words and duplicates are compared: compatibility forms, accents, invisible characters,
 * case, look-alike letters and repeated letters are all undone. Never shown, never stored as the text.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^ -~]/gu, readAs)
    .replace(/(\p{L})\1+/gu, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
