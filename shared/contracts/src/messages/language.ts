import type { messages } from './en.ts';
import type { onDemandMessages } from './en-on-demand.ts';
import type { helpMessages } from './help/en.ts';
import type { Message, Plural } from './translate.ts';

type English = typeof messages & typeof onDemandMessages & typeof helpMessages;

/** The same keys in another language, with forms of its own where it counts. */
export type WordsFor<English> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : Plural;
};

/** Everything that the widget says, in one language: a file of `languages/` is one of these. */
export type Words = WordsFor<English>;
/** What readers in trouble are told, a file of `help/` for each language: a part of its words. */
export type HelpWords = WordsFor<typeof helpMessages>;

/** `locale` writes numbers and dates; where `words` has none, English is spoken. */
export type Language = { readonly locale: string; readonly words: Readonly<Record<string, Message>> };

/**
 * The first language asked for that there are words in, else English. English is in the app; any other is
 * loaded. A new language is a new file in `languages/`, named by its subtag.
 */
export async function loadLanguage(wanted: readonly string[]): Promise<Language> {
  for (const tag of wanted) {
    const locale = localeOf(tag);
    const language = locale.replace(/-.*/, '');
    if (language === 'en') return { locale, words: {} };
    try {
      const { words } = await import(`./languages/${language}.ts`);
      return { locale, words };
    } catch {
      // There are no such words, or they cannot be had: the next language, then.
    }
  }
  return { locale: 'en', words: {} };
}

/** A well-formed tag; `und`, which can name no file, for anything else. */
export function localeOf(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'und';
  } catch {
    return 'und';
  }
}

const RIGHT_TO_LEFT = /^(ar|he|fa|ur|ps|yi|ckb|dv|sd|ug)\b/;

/** Which way the lines of a locale run. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr';
}
