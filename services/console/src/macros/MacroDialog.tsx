import { NOTE_MAX_LENGTH } from '@parley/contracts/limits';
import type { TargetedSubmitEvent } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { actionNames } from '../names.ts';
import { Button } from '../shell/Button.tsx';
import { CloseIcon } from '../shell/icons.tsx';
import { Select } from '../shell/Select.tsx';
import { MACRO_ACTIONS, MACROS_MAX, type Macro, REASON_MAX_LENGTH } from './macros.ts';
import { macros as words } from './words.ts';

/** Rows keep their fields while others above them are removed. */
type Row = Macro & { id: number };
const FIRST: Macro = { action: 'reject', reason: '', note: '' };

/** Makes, changes and removes macros. Nothing changes before it is saved. */
export function MacroDialog({ onClose }: { onClose: () => void }) {
  const { macros, notices } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const [rows, setRows] = useState<Row[]>(() => macros.list.value.map((macro, id) => ({ ...macro, id })));
  const title = useId();
  // Before the next key, which is for the dialog.
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  const add = () => {
    const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    setRows([...rows, { ...FIRST, id }]);
  };
  const save = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isKept = macros.keep(
      rows.map(({ action, reason, note }) => ({ action, reason: reason.trim(), note: note.trim() })),
    );
    notices.tell({ tone: isKept ? 'done' : 'failed', text: isKept ? words.saved : words.notKept });
    dialog.current?.close();
  };
  return (
    <dialog ref={dialog} class="dialog macro-dialog" aria-labelledby={title} onClose={onClose}>
      <form onSubmit={save}>
        <div>
          <h2 id={title}>{words.title}</h2>
          <p class="quiet-text">{rows.length === 0 ? `${words.intro} ${words.empty}` : words.intro}</p>
        </div>
        {rows.map((row, place) => (
          <MacroRow
            key={row.id}
            row={row}
            number={place + 1}
            onChange={(part) => setRows(rows.map((one) => (one.id === row.id ? { ...one, ...part } : one)))}
            onRemove={() => setRows(rows.filter((one) => one.id !== row.id))}
          />
        ))}
        <div class="dialog-foot">
          <button type="submit" class="button primary">
            {words.save}
          </button>
          <Button class="button" onClick={add} isOff={rows.length >= MACROS_MAX}>
            {words.add}
          </Button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {words.cancel} <Keys press="Escape" />
          </button>
        </div>
      </form>
    </dialog>
  );
}

type RowProps = {
  row: Row;
  number: number;
  onChange: (part: Partial<Macro>) => void;
  onRemove: () => void;
};

function MacroRow({ row, number, onChange, onRemove }: RowProps) {
  return (
    <fieldset class="macro">
      <legend class="visually-hidden">{words.key(number)}</legend>
      <Keys press={String(number)} />
      <div class="macro-fields">
        <Select
          label={words.action}
          value={row.action}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange({ action: MACRO_ACTIONS.find((one) => one === value) ?? row.action });
          }}
        >
          {MACRO_ACTIONS.map((action) => (
            <option key={action} value={action}>
              {actionNames[action]}
            </option>
          ))}
        </Select>
        {row.action === 'reject' && (
          <label>
            {words.reason}
            <input
              value={row.reason}
              maxLength={REASON_MAX_LENGTH}
              required
              onInput={(event) => onChange({ reason: event.currentTarget.value })}
            />
          </label>
        )}
        <label>
          {words.note}
          <input
            value={row.note}
            maxLength={NOTE_MAX_LENGTH}
            onInput={(event) => onChange({ note: event.currentTarget.value })}
          />
        </label>
      </div>
      <button type="button" class="quiet" aria-label={words.remove(number)} onClick={onRemove}>
        <CloseIcon />
      </button>
    </fieldset>
  );
}
