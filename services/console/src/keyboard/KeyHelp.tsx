import { useLayoutEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { macroName, macros as macroWords } from '../macros/words.ts';
import { Keys } from './Keys.tsx';
import { KEYS, type KeyGroup } from './key-table.ts';
import { singleKeys } from './single-keys.ts';
import { keyHelp as words } from './words.ts';

const GROUPS = ['Read', 'Decide', 'More', 'Go'] as const satisfies readonly KeyGroup[];

/** Every key, from the table that gives them their meaning. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the next key, which is for the dialog.
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="key-help" aria-labelledby="key-help-title" onClose={onClose}>
      <header>
        <h2 id="key-help-title">{words.title}</h2>
        <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
          {words.close} <Keys press="Escape" />
        </button>
      </header>
      <div class="key-groups">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{words.groups[group]}</h3>
            <dl>
              {KEYS.filter((key) => key.group === group).map((key) => (
                <div key={key.press}>
                  <dt>
                    <Keys press={key.press} isSpoken />
                  </dt>
                  <dd>{key.words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <MacroKeys />
      <label class="key-switch">
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={(event) => (singleKeys.value = event.currentTarget.checked)}
        />
        <span>
          {words.switch}
          <small>{words.switchHint}</small>
        </span>
      </label>
    </dialog>
  );
}

/** What the moderator has put on the number keys. */
function MacroKeys() {
  const { macros } = useDesk();
  const list = macros.list.value;
  if (list.length === 0) return null;
  return (
    <section class="macro-keys">
      <h3>{macroWords.title}</h3>
      <dl>
        {list.map((macro, place) => (
          <div key={`${place} ${macroName(macro)}`}>
            <dt>
              <Keys press={String(place + 1)} isSpoken />
            </dt>
            <dd>{macroName(macro)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
