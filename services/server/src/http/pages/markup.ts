/** HTML and XML that cannot be broken out of: what is put between the words of a template is escaped. */

/** Text that is markup already. Make it with `html`, or with `trusted` where somebody else has made it safe. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}
type Value = Markup | string | number | null | false | Value[];

/** A template whose values are escaped, unless they are markup; null and false leave nothing. */
export function html(words: TemplateStringsArray, ...values: Value[]): Markup {
  return new Markup(words.reduce((text, word, index) => text + written(values[index - 1] ?? null) + word));
}

/** XML has the same characters to escape, and some that it cannot hold at all. */
export const xml = html;

/** Takes text as markup. DANGEROUS: only for what the server has rendered and sanitized itself. */
export function trusted(markup: string): Markup {
  return new Markup(markup);
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Everything but what XML 1.0 calls a character: no parser takes the rest, whoever wrote it. */
const NO_CHARACTERS = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escaped(text: string): string {
  return text.replace(NO_CHARACTERS, '').replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

function written(value: Value): string {
  if (value === null || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(written).join('');
  return escaped(String(value));
}

/** Stands in a sentence for markup that is to come: no words of ours or of anybody else hold it. */
export const GAP = '\u{f0000}';

/** A sentence, escaped, with markup in its gap. */
export function filled(sentence: string, gap: Markup): Markup {
  const [before = '', after = ''] = sentence.split(GAP);
  return html`${before}${gap}${after}`;
}
