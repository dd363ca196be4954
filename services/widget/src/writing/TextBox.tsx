import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useView, useWidget } from '../widget.ts';
import { FormatBar } from './FormatBar.tsx';
import { type Format, formatText, type Selected } from './format-text.ts';

type Props = {
  label: string;
  text: string;
  /** Whether the bar is out. An untouched box is one line that invites. */
  isTouched: boolean;
  isBusy: boolean;
  isClosed: boolean;
  takesFocus: boolean;
  action: string;
  onText: (text: string) => void;
  onTouch: () => void;
  onSubmit: () => void;
  onCancel: (() => void) | null;
};

/** Characters left from which on the counter shows. */
const COUNTER_FROM = 200;
const SHORTCUTS: Record<string, Format> = { b: 'bold', i: 'italic', k: 'link' };
const GROWS_BY_ITSELF = globalThis.CSS?.supports('field-sizing', 'content') ?? false;

/** One box: the text, and under it a thin bar with formats, counter and button. */
export function TextBox(props: Props) {
  const {
    label,
    text,
    isTouched,
    isBusy,
    isClosed,
    takesFocus,
    action,
    onText,
    onTouch,
    onSubmit,
    onCancel,
  } = props;
  const { t } = useWidget();
  const max = useView((view) => view.thread?.thread.settings.maxLength ?? 0);
  const area = useRef<HTMLTextAreaElement>(null);
  const selection = useRef<Selected | null>(null);
  const counter = useId();
  const left = max - text.length;
  const mayPost = text.trim() !== '' && left >= 0 && !isBusy && !isClosed;

  useLayoutEffect(() => {
    if (takesFocus) area.current?.focus();
  }, [takesFocus]);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    if (!GROWS_BY_ITSELF) {
      element.style.blockSize = 'auto';
      element.style.blockSize = `${element.scrollHeight}px`;
    }
    // A format has replaced the text: what was selected in it stays selected.
    if (selection.current) element.setSelectionRange(selection.current.start, selection.current.end);
    selection.current = null;
  });

  function format(kind: Format): void {
    const element = area.current;
    if (!element || isBusy) return;
    const next = formatText(kind, { text, start: element.selectionStart, end: element.selectionEnd });
    selection.current = next;
    onText(next.text);
    element.focus();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && text.trim() === '') onCancel?.();
    if (!event.ctrlKey && !event.metaKey) return;
    const kind = SHORTCUTS[event.key.toLowerCase()];
    if (event.key === 'Enter' && mayPost) onSubmit();
    else if (!kind) return;
    else format(kind);
    event.preventDefault();
  }

  return (
    <div class={`box${isTouched ? ' touched' : ''}`}>
      <textarea
        ref={area}
        dir="auto"
        rows={1}
        value={text}
        placeholder={label}
        aria-label={label}
        aria-describedby={counter}
        aria-invalid={left < 0}
        readOnly={isBusy}
        onFocus={onTouch}
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {isTouched && (
        <div class="bar ui">
          <FormatBar onFormat={format} />
          <span class={`counter${left < 0 ? ' over' : ''}`} id={counter}>
            {left < 0 ? t('over', { count: -left }) : left <= COUNTER_FROM && t('left', { count: left })}
          </span>
          {onCancel && (
            <button type="button" class="bordered" onClick={onCancel}>
              {t('cancel')}
            </button>
          )}
          <button
            type="button"
            class="primary"
            aria-disabled={!mayPost}
            onClick={() => mayPost && onSubmit()}
          >
            {action}
          </button>
        </div>
      )}
    </div>
  );
}
