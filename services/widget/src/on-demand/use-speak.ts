import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import { helpMessages } from '@parley/contracts/messages/help/en';
import { createTranslate } from '@parley/contracts/messages/translate';
import { useMemo } from 'preact/hooks';
import { useWidget } from '../widget.ts';

const english = { ...onDemandMessages, ...helpMessages };

/** What these forms say, in the widget's language. */
export function useSpeak() {
  const { locale, words } = useWidget();
  return useMemo(() => createTranslate(locale, english, words), [locale, words]);
}
