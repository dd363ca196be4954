import { EMOJI } from '@parley/contracts/emoji';

/** What may be put in the place of what was typed just before the caret. */
export type Suggestion = {
  /** As it is shown. */
  label: string;
  /** A picture beside it, for shortcodes. */
  sign: string | null;
  /** As it is written into the text. */
  insert: string;
};
export type Suggestions = {
  kind: 'people' | 'emoji';
  /** Where the word begins that a suggestion replaces: offset in UTF-16 code units. */
  start: number;
  items: Suggestion[];
};

/** More would need scrolling, and the next letter sorts them out anyway. */
const SUGGESTIONS_MAX = 6;
/** An `@` or `:` inside a word belongs to an address or to a time. */
const MENTION = /(?<![^\s(>"“])@([^@\n*]{0,40})$/u;
const SHORTCODE = /(?<![^\s(>]):([a-z0-9_+-]{2,20})$/;

/** What fits the word before the caret: people after `@`, shortcodes after `:`. Null when nothing does. */
export function suggest(text: string, caret: number, people: readonly string[]): Suggestions | null {
  const before = text.slice(0, caret);
  const mention = MENTION.exec(before);
  if (mention) return named('people', mention.index, peopleLike(mention[1] ?? '', people));
  const shortcode = SHORTCODE.exec(before);
  if (shortcode) return named('emoji', shortcode.index, emojiLike(shortcode[1] ?? ''));
  return null;
}

/** Puts a suggestion in the place of the word that it was made for, and the caret behind it. */
export function accept(
  { text, caret }: { text: string; caret: number },
  { start }: Suggestions,
  { insert }: Suggestion,
): { text: string; start: number; end: number } {
  const rest = text.slice(caret);
  const inserted = rest.startsWith(' ') ? insert : `${insert} `;
  const end = start + inserted.length + Number(rest.startsWith(' '));
  return { text: text.slice(0, start) + inserted + rest, start: end, end };
}

function named(kind: Suggestions['kind'], start: number, items: Suggestion[]): Suggestions | null {
  return items.length === 0 ? null : { kind, start, items: items.slice(0, SUGGESTIONS_MAX) };
}

/** Those whose name, or one of its words, begins as typed; in the order given. */
function peopleLike(typed: string, people: readonly string[]): Suggestion[] {
  const wanted = folded(typed);
  const fits = (name: string) => folded(name).startsWith(wanted) || folded(name).includes(` ${wanted}`);
  // A name that stands there in full already is not to be completed any more.
  const isDone = people.some((name) => typed.endsWith(' ') && folded(name) === wanted.trim());
  if (isDone) return [];
  return people
    .filter(fits)
    .map((name) => ({ label: name, sign: null, insert: `**@${escapeMarkdown(name)}**` }));
}

function emojiLike(typed: string): Suggestion[] {
  const names = Object.keys(EMOJI).filter((name) => name.includes(typed));
  const atStart = (name: string) => Number(!name.startsWith(typed));
  return names
    .sort((a, b) => atStart(a) - atStart(b))
    .map((name) => ({ label: `:${name}:`, sign: EMOJI[name] ?? null, insert: `:${name}:` }));
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** What would be a mark of Markdown in a name stays a part of the name. */
function escapeMarkdown(name: string): string {
  return name.replace(/[\\*`[\]<>~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');
}
