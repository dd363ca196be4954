import { SERVICE_SECRET_MAX_LENGTH } from '@parley/contracts/limits';
import { settings as words } from './words.ts';

type Props = {
  label: string;
  /** The id of what describes it. */
  hint: string;
  isSet: boolean;
  /** What is to be saved: another one, null for none; undefined leaves it as it is. */
  wanted: string | null | undefined;
  onChange: (wanted: string | null | undefined) => void;
};

/** Only ever written: a new one, or none. */
export function Secret({ label, hint, isSet, wanted, onChange }: Props) {
  const isRemoved = wanted === null;
  return (
    <>
      <label class="setting-label">
        <b>{label}</b>
        <input
          aria-describedby={hint}
          type="password"
          autocomplete="off"
          maxLength={SERVICE_SECRET_MAX_LENGTH}
          placeholder={isSet ? words.secretNew : ''}
          disabled={isRemoved}
          value={wanted ?? ''}
          onInput={(event) => onChange(event.currentTarget.value || undefined)}
        />
      </label>
      <p class="quiet-text">
        {isRemoved ? words.secretRemoved : isSet ? words.secretIsSet : words.secretNotSet}{' '}
        {isSet && (
          <button type="button" class="link" onClick={() => onChange(isRemoved ? undefined : null)}>
            {isRemoved ? words.secretKeep : words.secretRemove}
          </button>
        )}
      </p>
    </>
  );
}
