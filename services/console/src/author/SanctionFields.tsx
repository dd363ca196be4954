import { REMOVE_DAYS_MAX } from '@parley/contracts/limits';
import { useId } from 'preact/hooks';
import { Select } from '../shell/Select.tsx';
import type { SanctionDraft, Term } from './sanction-draft.ts';
import { termNames, sanctions as words } from './words.ts';

type Props = { draft: SanctionDraft; change: (part: Partial<SanctionDraft>) => void };

const TERMS = Object.keys(termNames) as Term[];
/** What is offered when somebody ticks the box. */
const FIRST_DAYS = 7;

export function TermFields({ draft, change }: Props) {
  return (
    <div class="field-row">
      <Select
        label={words.term}
        value={draft.term}
        onChange={(event) => {
          const { value } = event.currentTarget;
          change({ term: TERMS.find((one) => one === value) ?? draft.term });
        }}
      >
        {TERMS.map((term) => (
          <option key={term} value={term}>
            {termNames[term]}
          </option>
        ))}
      </Select>
      {draft.term === 'date' && (
        <label>
          {words.date}
          <input
            type="date"
            required
            value={draft.date}
            onInput={(event) => change({ date: event.currentTarget.value })}
          />
        </label>
      )}
    </div>
  );
}

/** A tick, and only then a number: nothing is removed by the way. */
export function RemoveField({ draft, change }: Props) {
  const hint = useId();
  const days = useId();
  const { removeDays } = draft;
  return (
    <div class="remove-field">
      <label class="choice">
        <input
          type="checkbox"
          checked={removeDays !== null}
          aria-describedby={hint}
          onChange={(event) => change({ removeDays: event.currentTarget.checked ? FIRST_DAYS : null })}
        />
        <span>
          {words.remove}
          {removeDays === null && ` … ${words.days}`}
        </span>
      </label>
      {removeDays !== null && (
        <span class="days">
          <input
            id={days}
            type="number"
            aria-label={words.days}
            min={1}
            max={REMOVE_DAYS_MAX}
            required
            value={removeDays}
            onInput={(event) => {
              const { valueAsNumber } = event.currentTarget;
              if (!Number.isNaN(valueAsNumber)) change({ removeDays: valueAsNumber });
            }}
          />
          <label for={days}>{words.days}</label>
        </span>
      )}
      <small id={hint}>{words.removeHint}</small>
    </div>
  );
}
