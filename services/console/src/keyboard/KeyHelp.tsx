import { useEffect, useRef } from 'preact/hooks';
import { Keys } from './Keys.tsx';
import { KEYS, type KeyGroup } from './key-table.ts';
import { singleKeys } from './single-keys.ts';
import { keyHelp as words } from './words.ts';

const GROUPS: readonly KeyGroup[] = ['Read', 'Decide', 'Go'];

/** Every key, from the table that gives them their meaning. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
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
