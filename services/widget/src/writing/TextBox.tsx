import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { OnDemand } from '../OnDemand.tsx';
import { useView, useWidget } from '../widget.ts';

type Props = {
  label: string;
  /** The comment that is replied to, if any. */
  parent: string | null;
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
const GROWS_BY_ITSELF = globalThis.CSS?.supports('field-sizing', 'content') ?? false;

/** One box: the text, and under it a thin bar with formats, counter and button. */
export function TextBox(props: Props) {
  const {
    label,
    parent,
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
  const counter = useId();
  const left = max - text.length;
  const mayPost = text.trim() !== '' && left >= 0 && !isBusy && !isClosed;

  useLayoutEffect(() => {
    if (takesFocus) area.current?.focus();
  }, [takesFocus]);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element || GROWS_BY_ITSELF) return;
    element.style.blockSize = 'auto';
    element.style.blockSize = `${element.scrollHeight}px`;
  });

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && text.trim() === '') onCancel?.();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (mayPost) onSubmit();
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
        <div class="bar row">
          <OnDemand form="WritingTools" area={area} parent={parent} text={text} onText={onText} />
          <span class={`counter${left < 0 ? ' over' : ''}`} id={counter}>
            {left < 0 ? t('over', { count: -left }) : left <= COUNTER_FROM && t('left', { count: left })}
          </span>
          <span class="row">
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
          </span>
        </div>
      )}
    </div>
  );
}
