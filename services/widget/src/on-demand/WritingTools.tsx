import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useView, useWidget } from '../widget.ts';
import { type Format, formatText, quoteText, type Selected } from '../writing/format-text.ts';
import { FormatBar } from './FormatBar.tsx';
import { Preview } from './Preview.tsx';
import { selectedWords } from './quoting.ts';
import { SuggestionList } from './SuggestionList.tsx';
import { useSpeak } from './use-speak.ts';
import { WritingTroubles } from './WritingTroubles.tsx';

type Props = {
  area: RefObject<HTMLTextAreaElement | null>;
  /** The comment that is replied to, if the box is for a reply. */
  parent: string | null;
  text: string;
  onText: (text: string) => void;
};

/** Programs fill in whatever they find; people find nothing here, by eye, by key or by ear. */
function Trap() {
  return (
    <span class="unseen" aria-hidden="true">
      <input class="trap" name="website" tabIndex={-1} autocomplete="off" />
    </span>
  );
}

const SHORTCUTS: Record<string, Format> = { b: 'bold', i: 'italic', k: 'link' };

/** What helps whoever writes: formats, a preview, names and shortcodes to choose from, quotes. */
export function WritingTools({ area, parent, text, onText }: Props) {
  const { store } = useWidget();
  const speak = useSpeak();
  const [isPreviewing, setPreviewing] = useState(false);
  const selection = useRef<Selected | null>(null);
  const quote = useView((view) =>
    parent !== null && view.quote?.parent === parent ? view.quote.words : null,
  );

  useLayoutEffect(() => {
    // The text was replaced: what was selected in it stays selected.
    if (selection.current) area.current?.setSelectionRange(selection.current.start, selection.current.end);
    selection.current = null;
  });
  function replace(next: Selected): void {
    selection.current = next;
    onText(next.text);
    area.current?.focus();
  }
  function format(kind: Format): void {
    const element = area.current;
    if (!element || element.readOnly) return;
    // Of the element itself: what was typed a moment ago may not have come down here yet.
    const { value, selectionStart: start, selectionEnd: end } = element;
    const words = kind === 'quote' && start === end ? selectedWords(element)?.words : null;
    replace(words ? quoteText(value, words) : formatText(kind, { text: value, start, end }));
  }

  useEffect(() => {
    if (quote === null) return;
    replace(quoteText(area.current?.value ?? text, quote));
    store.set({ quote: null });
  }, [quote]);
  useLayoutEffect(() => {
    const element = area.current;
    const onKeyDown = (event: KeyboardEvent) => {
      const kind = event.ctrlKey || event.metaKey ? SHORTCUTS[event.key.toLowerCase()] : undefined;
      if (!kind) return;
      event.preventDefault();
      format(kind);
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  });

  return (
    <>
      <FormatBar onFormat={format} />
      <button
        type="button"
        class="quiet"
        aria-expanded={isPreviewing}
        onClick={() => setPreviewing(!isPreviewing)}
      >
        {speak('preview')}
      </button>
      {isPreviewing && <Preview text={text} />}
      <Trap />
      <WritingTroubles />
      <SuggestionList area={area} parent={parent} text={text} onChoose={replace} />
    </>
  );
}
