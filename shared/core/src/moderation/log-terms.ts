import type { ListLog } from '@parley/contracts/log-objects';
import { isAboutComment, type LogEntry, subjectOf, textOf, threadOf } from './log-entry.ts';

/** A word is found by its beginning: so many characters of it narrow a search enough. */
const BEGINNING_MAX = 8;
/** Scripts that put no space between words: there every place may be a beginning. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const UNSPACED_MAX = 2;

/**
 * What a store files an entry of the log under, so that a search reads what fits and nothing else: who, what, about
 * whom and where, and the beginnings of its words. `author`: whose comment it is about, where it is about one.
 */
export function termsOf(entry: LogEntry, author: string | null): string[] {
  const thread = threadOf(entry);
  const isAboutAuthor = !isAboutComment(entry) && !('item' in entry) && entry.subject.kind === 'author';
  const about = isAboutAuthor ? subjectOf(entry) : author;
  const terms = [
    `actor:${entry.actor.id}`,
    `kind:${entry.kind}`,
    `item:${subjectOf(entry)}`,
    ...(thread === null ? [] : [`thread:${thread}`]),
    ...(about === null ? [] : [`author:${about}`]),
    ...wordsOf(textOf(entry)).flatMap(beginningsOf),
  ];
  return [...new Set(terms)];
}

/** The term that narrows a search most, as far as can be told beforehand; null where nothing does. */
export function narrowestTerm({ item, thread, author, text, actor, kind }: ListLog): string | null {
  if (item !== undefined) return `item:${item}`;
  if (thread !== undefined) return `thread:${thread}`;
  const [word] = wordsOf(text ?? '').sort((a, b) => b.length - a.length);
  if (word !== undefined) return wordTerm(word);
  if (author !== undefined) return `author:${author}`;
  if (actor !== undefined) return `actor:${actor}`;
  return kind === undefined ? null : `kind:${kind}`;
}

/** Whether each word of a search begins a word of the entry, whatever case and accents. */
export function hasWords(entry: LogEntry, text: string): boolean {
  const searched = ` ${wordsOf(textOf(entry)).join(' ')}`;
  const words = wordsOf(text);
  return (
    words.length > 0 && words.every((word) => searched.includes(UNSPACED.test(word) ? word : ` ${word}`))
  );
}

/** Stays as it is: entries are filed under it for good, while screening may learn to see through more. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function wordTerm(word: string): string {
  return `word:${[...word].slice(0, UNSPACED.test(word) ? UNSPACED_MAX : BEGINNING_MAX).join('')}`;
}

function beginningsOf(word: string): string[] {
  const letters = [...word];
  const spaced = letters
    .slice(0, BEGINNING_MAX)
    .map((_, end) => `word:${letters.slice(0, end + 1).join('')}`);
  if (!UNSPACED.test(word)) return spaced;
  const unspaced = letters.flatMap((letter, start) => [
    `word:${letter}`,
    `word:${letters.slice(start, start + UNSPACED_MAX).join('')}`,
  ]);
  return [...spaced, ...unspaced];
}
