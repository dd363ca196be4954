import { messages } from '@parley/contracts/messages/en';
import { helpMessages } from '@parley/contracts/messages/help/en';
import type { Language } from '@parley/contracts/messages/language';
import { createTranslate, type Speak } from '@parley/contracts/messages/translate';

const english = { ...messages, ...helpMessages };

export type HelpWords = Speak<typeof english>;

/** What readers in trouble are told, in their language. */
export function helpWords({ locale, words }: Language): HelpWords {
  return createTranslate(locale, english, words);
}
