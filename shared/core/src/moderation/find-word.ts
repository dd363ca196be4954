import { foldText } from './fold-text.ts';

/** What was looked for, as the owner wrote it, and what in the folded text it is. */
export type FoundWord = { pattern: string; found: string };

/** Stands where an allowed word was: no pattern matches it. */
const ALLOWED = '\u0000';

/**
 * The first of `patterns` that stands in an already folded text: whole words or phrases, in which `*` is any run
 * of letters within a word; in scripts that write no spaces, wherever it stands. What `allowed` names is passed over.
 * Patterns are never given to the engine of regular expressions: each is looked for piece by piece, from left to right
 * and never back.
 */
export function findWord(folded: string, patterns: string[], allowed: string[] = []): FoundWord | null {
  const words = withoutAllowed(folded, allowed).split(' ');
  const padded = ` ${words.join(' ')} `;
  for (const pattern of patterns) {
    if (!pattern.includes('*')) {
      const plain = foldText(pattern);
      if (plain !== '' && padded.includes(inPlace(plain))) return { pattern, found: plain };
      continue;
    }
    const found = findPhrase(words, compile(pattern));
    if (found !== null) return { pattern, found };
  }
  return null;
}

/** Scripts whose words stand without spaces between them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** A folded word as it stands in a text that begins and ends with a space. */
function inPlace(plain: string): string {
  return UNSPACED.test(plain) ? plain : ` ${plain} `;
}

/** A word of a pattern as the pieces between its `*`; the first and the last stand at its ends. */
type Pieces = string[];

/** Words without a letter between their `*` would match everything: they are left out. */
function compile(pattern: string): Pieces[] {
  return pattern
    .split(/\s+/u)
    .map((word) => word.split('*').map(foldText))
    .filter((pieces) => pieces.some((piece) => piece !== ''));
}

function findPhrase(words: string[], phrase: Pieces[]): string | null {
  if (phrase.length === 0) return null;
  for (let start = 0; start + phrase.length <= words.length; start += 1) {
    if (phrase.every((pieces, index) => matches(words[start + index] ?? '', pieces))) {
      return words.slice(start, start + phrase.length).join(' ');
    }
  }
  return null;
}

function matches(word: string, pieces: Pieces): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return word === first;
  if (word.length < first.length + last.length) return false;
  if (!word.startsWith(first) || !word.endsWith(last)) return false;
  let place = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = word.indexOf(piece, place);
    if (at === -1) return false;
    place = at + piece.length;
  }
  return place <= word.length - last.length;
}

function withoutAllowed(folded: string, allowed: string[]): string {
  let padded = ` ${folded} `;
  for (const word of allowed) {
    const plain = foldText(word);
    if (plain !== '') padded = padded.replaceAll(inPlace(plain), ` ${ALLOWED} `);
  }
  return padded.trim();
}
