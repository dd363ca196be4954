import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { type PaletteEntry, paletteEntries } from './entries.ts';
import { bestMatches } from './fuzzy.ts';
import { palette as words } from './words.ts';

/** More than this nobody reads; another letter finds it. */
const SHOWN_MAX = 40;

/**
 * Everything by a few letters of its name: a combobox whose list is always open (WAI-ARIA 1.2). The focus stays in
 * the field; arrows move the choice, Enter takes it.
 */
export function Palette({ onClose }: { onClose: () => void }) {
  const desk = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const chosen = useRef<PaletteEntry | null>(null);
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(0);
  const all = useMemo(() => paletteEntries(desk), [desk]);
  const shown = useMemo(() => bestMatches(query, all, SHOWN_MAX), [query, all]);
  const id = useId();
  // Before the next key, which is for the dialog.
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });

  // The focus is back where it was before the command looks for it.
  const close = () => {
    onClose();
    chosen.current?.run();
  };
  const choose = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return;
    chosen.current = entry;
    dialog.current?.close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.isComposing) return;
    if (event.key === 'Enter') choose(shown[place]);
    else if (step !== undefined && shown.length > 0) setPlace((place + step + shown.length) % shown.length);
    else return;
    event.preventDefault();
  };

  return (
    <dialog ref={dialog} class="palette" aria-label={words.label} onClose={close}>
      <input
        type="text"
        role="combobox"
        aria-label={words.label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown[place] ? `${id}-${place}` : undefined}
        placeholder={words.open}
        autocomplete="off"
        spellcheck={false}
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={words.list} class="palette-list">
        {shown.map((entry, index) => (
          <Option
            key={entry.id}
            id={`${id}-${index}`}
            entry={entry}
            isChosen={index === place}
            onChoose={() => choose(entry)}
          />
        ))}
      </div>
      <p class={shown.length === 0 ? 'said' : 'visually-hidden'} role="status">
        {shown.length === 0 ? words.none : words.count(shown.length)}
      </p>
    </dialog>
  );
}

const STEPS: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 };

type OptionProps = { id: string; entry: PaletteEntry; isChosen: boolean; onChoose: () => void };

/** The field has the focus and the keys; a pointer chooses here. */
function Option({ id, entry, isChosen, onChoose }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      class="palette-entry"
      onClick={onChoose}
      onKeyDown={(event) => event.key === 'Enter' && onChoose()}
    >
      <span class="palette-text">{entry.text}</span>
      <small>{entry.group}</small>
      {entry.press && <Keys press={entry.press} />}
    </div>
  );
}
