import { useMemo } from 'preact/hooks';
import { onDemandMessages } from '../messages/en-on-demand.ts';
import { createTranslate, type Speak } from '../messages/translate.ts';
import { useWidget } from '../widget.ts';

export type SpeakOnDemand = Speak<typeof onDemandMessages>;

/** What these forms say, in the widget's language. */
export function useSpeak() {
  const { locale } = useWidget();
  return useMemo(() => createTranslate(locale, onDemandMessages), [locale]);
}
