export type Format = 'bold' | 'italic' | 'quote' | 'list' | 'code' | 'link';
/** A text with what is selected in it, as offsets in UTF-16 code units. */
export type Selected = { text: string; start: number; end: number };

/** What stands before and after a selection; for quotes and lists, before each of its lines. */
const MARKS: Record<Format, readonly [string, string]> = {
  bold: ['**', '**'],
  italic: ['_', '_'],
  code: ['`', '`'],
  link: ['[', '](https://)'],
  quote: ['> ', ''],
  list: ['- ', ''],
};

/** Puts Markdown around what is selected, and leaves it selected; of a link, the address to be filled in. */
export function formatText(format: Format, { text, start, end }: Selected): Selected {
  const inside = text.slice(start, end);
  const isBlock = inside.includes('\n');
  let [before, after] = MARKS[format];
  let body = inside;
  if (format === 'quote' || format === 'list') {
    body = inside.replaceAll('\n', `\n${before}`);
    if (start > 0 && text[start - 1] !== '\n') before = `\n${before}`;
  } else if (format === 'code' && isBlock) {
    [before, after] = ['```\n', '\n```'];
  }
  const at = start + before.length;
  const next = text.slice(0, start) + before + body + after + text.slice(end);
  if (format !== 'link') return { text: next, start: at, end: at + body.length };
  const address = at + body.length + ']('.length;
  return { text: next, start: address, end: address + 'https://'.length };
}

/** Adds somebody's words to a text as a quote of its own, and puts the caret below it. */
export function quoteText(text: string, words: string): Selected {
  const quote = words
    .trim()
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^/gm, '> ');
  const above = text.trimEnd();
  const next = `${above}${above && '\n\n'}${quote}\n\n`;
  return { text: next, start: next.length, end: next.length };
}
