import { messages } from '../messages/en.ts';
import { helpMessages } from '../messages/help/en.ts';
import type { Language } from '../messages/language.ts';
import { createTranslate, type Speak } from '../messages/translate.ts';

const english = { ...messages, ...helpMessages };

export type HelpWords = Speak<typeof english>;

/** What readers in trouble are told, in their language. */
export function helpWords({ locale, words }: Language): HelpWords {
  return createTranslate(locale, english, words);
}
