import { URL_MAX_LENGTH, WORDS_MAX } from '@parley/contracts/limits';
import type { ShownSettings } from '@parley/contracts/site-settings';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Select } from '../shell/Select.tsx';
import type { Draft, Field } from './fields.ts';
import { Secret } from './Secret.tsx';
import type { Change } from './settings-room.ts';
import { settings as words } from './words.ts';

type Props = {
  field: Field;
  settings: ShownSettings;
  draft: Draft;
  faults: readonly string[];
  /** Whether somebody else has changed it since this change of one's own was begun. */
  isContested: boolean;
  onChange: (part: Change) => void;
};

/** A setting with what follows from it, whether it is changed, and what is wrong with it. */
export function SettingField(props: Props) {
  const { field, draft, faults } = props;
  const hint = useId();
  const isChanged = draft[field.name] !== undefined;
  return (
    <div class={`setting ${field.kind} ${isChanged ? 'is-changed' : ''}`}>
      <Control {...props} hint={hint} />
      <small id={hint}>
        {field.hint}
        {faults.length > 0 && <span class="problem"> {faults.join('; ')}.</span>}
      </small>
      {props.isContested && isChanged && <Theirs {...props} />}
    </div>
  );
}

/** What somebody else has saved of the same, and the way to let one's own go for it. */
function Theirs({ field, settings, onChange }: Props) {
  if (field.kind === 'secret') return null;
  return (
    <p class="theirs">
      {words.theirs(shownValue(field, settings[field.name]))}{' '}
      <button
        type="button"
        class="small-button"
        aria-label={words.takeTheirsOf(field.label)}
        onClick={() => onChange({ [field.name]: undefined })}
      >
        {words.takeTheirs}
      </button>
    </p>
  );
}

/** Of a list so many are named. */
const NAMED_MAX = 5;

function shownValue(field: Field, value: unknown): string {
  if (field.kind === 'choice') return field.options[String(value)] ?? String(value);
  if (field.kind === 'switch') return value ? words.on : words.off;
  const all = Array.isArray(value) ? value.map(String) : [String(value ?? '')];
  const named = all.filter((one) => one !== '').slice(0, NAMED_MAX);
  if (named.length === 0) return words.emptyList;
  const more = all.length - named.length;
  return more > 0 ? `${named.join(', ')} ${words.andMore(more)}` : named.join(', ');
}

function Control({ field, settings, draft, faults, onChange, hint }: Props & { hint: string }) {
  const described = { 'aria-describedby': hint, 'aria-invalid': faults.length > 0 };
  switch (field.kind) {
    case 'number':
      return (
        <Labelled label={field.label}>
          <span class="with-unit">
            <input
              {...described}
              type="number"
              inputMode="numeric"
              min={field.min}
              max={field.max}
              step={1}
              required
              value={draft[field.name] ?? settings[field.name]}
              onInput={(event) => {
                const { valueAsNumber } = event.currentTarget;
                if (Number.isInteger(valueAsNumber)) onChange({ [field.name]: valueAsNumber });
              }}
            />
            <span class="quiet-text">{field.unit}</span>
          </span>
        </Labelled>
      );
    case 'switch':
      return (
        <label class="setting-switch">
          <input
            {...described}
            type="checkbox"
            checked={draft[field.name] ?? settings[field.name]}
            onChange={(event) => onChange({ [field.name]: event.currentTarget.checked })}
          />{' '}
          <b>{field.label}</b>
        </label>
      );
    case 'choice':
      return (
        <Select
          {...described}
          label={field.label}
          value={draft[field.name] ?? settings[field.name]}
          onChange={(event) => onChange({ [field.name]: event.currentTarget.value } as Change)}
        >
          {Object.entries(field.options).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
      );
    case 'words': {
      const lines = draft[field.name] ?? settings[field.name];
      const count = lines.filter((line) => line.trim() !== '').length;
      return (
        <Labelled label={field.label} more={words.lines(count, WORDS_MAX)}>
          <textarea
            {...described}
            rows={9}
            spellcheck={false}
            value={lines.join('\n')}
            onInput={(event) => {
              const { value } = event.currentTarget;
              onChange({ [field.name]: value === '' ? [] : value.split('\n') });
            }}
          />
        </Labelled>
      );
    }
    case 'address':
      return (
        <Labelled label={field.label}>
          <input
            {...described}
            type="url"
            maxLength={URL_MAX_LENGTH}
            value={(draft[field.name] === undefined ? settings[field.name] : draft[field.name]) ?? ''}
            onInput={(event) => onChange({ [field.name]: event.currentTarget.value.trim() || null })}
          />
        </Labelled>
      );
    case 'secret':
      return (
        <Secret
          label={field.label}
          hint={hint}
          isSet={settings[field.has]}
          wanted={draft[field.name]}
          onChange={(wanted) => onChange({ [field.name]: wanted })}
        />
      );
  }
}

type LabelledProps = { label: string; more?: string; children: ComponentChildren };

function Labelled({ label, more, children }: LabelledProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label class="setting-label">
      <b>{label}</b>
      {more && <span class="quiet-text more-words">{more}</span>}
      {children}
    </label>
  );
}
