import { messages } from '@parley/contracts/messages/en';
import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import { helpMessages } from '@parley/contracts/messages/help/en';
import { directionOf, loadLanguage, type WordsFor } from '@parley/contracts/messages/language';
import { createTranslate, type Speak } from '@parley/contracts/messages/translate';
import { html, type Markup } from './markup.ts';
import { pageMessages } from './words/en.ts';

/** The languages that there are words in, here and in `shared/contracts/src/messages`, by their subtag. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'he', 'ja', 'pt', 'ru', 'zh'] as const;
export type LanguageTag = (typeof LANGUAGES)[number];

export type PageWords = WordsFor<typeof pageMessages>;

const ENGLISH = { ...messages, ...onDemandMessages, ...helpMessages, ...pageMessages };
/** Dates and numbers of pages in English have always been written as they are in Britain. */
const LOCALES: Partial<Record<LanguageTag, string>> = { en: 'en-GB' };

/** What a page is said in. */
export type Language = {
  tag: LanguageTag;
  direction: 'ltr' | 'rtl';
  t: Speak<typeof ENGLISH>;
  number(value: number): string;
  /** Day and time in full, by the world's clock: the page is kept, and nobody knows where it is read. */
  time(at: string): string;
  /** What the page's links ask for: the language, where its own address did; else the reader's browser says it. */
  carried: LanguageTag | undefined;
};

const loaded = new Map<LanguageTag, Promise<Language>>();

/** A language with its words, which are read once, when they are first asked for. */
export async function languageFor(tag: LanguageTag, isAsked: boolean): Promise<Language> {
  const language = loaded.get(tag) ?? load(tag);
  loaded.set(tag, language);
  return { ...(await language), carried: isAsked ? tag : undefined };
}

async function load(tag: LanguageTag): Promise<Language> {
  const locale = LOCALES[tag] ?? tag;
  const { words } = await loadLanguage([tag]);
  const pages: { words?: PageWords } = tag === 'en' ? {} : await import(`./words/${tag}.ts`);
  const number = new Intl.NumberFormat(locale);
  const date = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  return {
    tag,
    direction: directionOf(tag),
    t: createTranslate(locale, ENGLISH, { ...words, ...pages.words }),
    number: (value) => number.format(value),
    time: (at) => date.format(new Date(at)),
    carried: undefined,
  };
}

/** A moment for people and programs. */
export function timeElement({ time }: Language, at: string): Markup {
  return html`<time datetime="${at}">${time(at)}</time>`;
}
