import { useMemo } from 'preact/hooks';
import { onDemandMessages } from '../messages/en-on-demand.ts';
import { helpMessages } from '../messages/help/en.ts';
import { createTranslate } from '../messages/translate.ts';
import { useWidget } from '../widget.ts';

const english = { ...onDemandMessages, ...helpMessages };

/** What these forms say, in the widget's language. */
export function useSpeak() {
  const { locale, words } = useWidget();
  return useMemo(() => createTranslate(locale, english, words), [locale, words]);
}
