import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { commentOf } from '../thread-shape.ts';
import { useWidget } from '../widget.ts';
import type { Selected } from '../writing/format-text.ts';
import { accept, type Suggestion, type Suggestions, suggest } from '../writing/suggestions.ts';
import { useSpeak } from './use-speak.ts';

type Props = {
  area: RefObject<HTMLTextAreaElement | null>;
  parent: string | null;
  text: string;
  onChoose: (next: Selected) => void;
};

/**
 * Names and shortcodes that fit what is being typed. The focus stays in the text: arrows move through the
 * list, Enter or Tab takes one, Escape closes it. A text area keeps its own role, so what is chosen is told by
 * `aria-activedescendant`, and that there is something to choose by a quiet word.
 */
export function SuggestionList({ area, parent, text, onChoose }: Props) {
  const { store } = useWidget();
  const speak = useSpeak();
  const id = useId();
  const [found, setFound] = useState<Suggestions | null>(null);
  const [at, setAt] = useState(0);
  const closedFor = useRef<string | null>(null);

  function look(): void {
    const element = area.current;
    const isTyping = element && element.selectionStart === element.selectionEnd && isFocused(element);
    const next = isTyping
      ? suggest(element.value, element.selectionStart, peopleHere(store.get(), parent))
      : null;
    const isClosed = closedFor.current !== null && next !== null && element?.value === closedFor.current;
    setFound(isClosed ? null : next);
    setAt(0);
  }
  function choose(one: Suggestion): void {
    const element = area.current;
    if (!element || !found) return;
    const next = accept({ text: element.value, caret: element.selectionStart }, found, one);
    setFound(null);
    closedFor.current = next.text;
    onChoose(next);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!found || event.ctrlKey || event.metaKey) return;
    const count = found.items.length;
    const chosen = found.items[at];
    if (event.key === 'ArrowDown') setAt((at + 1) % count);
    else if (event.key === 'ArrowUp') setAt((at + count - 1) % count);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) choose(chosen);
    else if (event.key === 'Escape') {
      closedFor.current = area.current?.value ?? null;
      setFound(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  useLayoutEffect(look, [text]);
  // Before the next key can be pressed: keys act on what is seen.
  useLayoutEffect(() => {
    const element = area.current;
    const close = () => setFound(null);
    element?.addEventListener('keydown', onKeyDown, true);
    element?.addEventListener('click', look);
    element?.addEventListener('blur', close);
    return () => {
      element?.removeEventListener('keydown', onKeyDown, true);
      element?.removeEventListener('click', look);
      element?.removeEventListener('blur', close);
    };
  });
  useLayoutEffect(() => {
    const set = (name: string, value: string | null) =>
      value === null ? area.current?.removeAttribute(name) : area.current?.setAttribute(name, value);
    set('aria-autocomplete', 'list');
    set('aria-controls', found && id);
    set('aria-activedescendant', found && `${id}-${at}`);
  }, [found, at]);

  return (
    <>
      <span class="unseen" role="status">
        {found && speak('suggestions', { count: found.items.length })}
      </span>
      {found && (
        <div class="suggestions" role="listbox" id={id} aria-label={speak(`suggest.${found.kind}`)}>
          {found.items.map((one, index) => (
            <button
              type="button"
              tabIndex={-1}
              key={one.label}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(one)}
            >
              {one.sign && <span aria-hidden="true">{one.sign}</span>}
              <bdi>{one.label}</bdi>
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function isFocused(element: HTMLElement): boolean {
  return (element.getRootNode() as ShadowRoot).activeElement === element;
}

/** Everybody who has written what is on the page: first whom one replies to, then whoever wrote last. */
function peopleHere(
  { thread }: ReturnType<ReturnType<typeof useWidget>['store']['get']>,
  parent: string | null,
) {
  if (!thread) return [];
  const addressed = parent === null ? undefined : commentOf(thread, parent);
  const comments = [...thread.entries.values()].map(({ comment }) => comment);
  comments.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  const authors = [addressed, ...comments].map((comment) => comment?.author);
  const names = authors.flatMap((author) => (author && author.id !== thread.me ? [author.name] : []));
  return [...new Set(names)];
}
