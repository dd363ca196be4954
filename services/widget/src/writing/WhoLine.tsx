import { NAME_MAX_LENGTH } from '@parley/contracts/limits';
import { useId } from 'preact/hooks';
import { SignInHint } from '../SignInHint.tsx';
import { useView, useWidget } from '../widget.ts';

type Props = { name: string; isNameMissing: boolean; isDraftKept: boolean; onName: (name: string) => void };

/** Under what is being written: who writes it, and that it is kept. */
export function WhoLine({ name, isNameMissing, isDraftKept, onName }: Props) {
  const { t, actions } = useWidget();
  const reader = useView((view) => view.reader);
  const mayBeGuest = useView((view) => view.thread?.thread.settings.guests ?? false);
  const problem = useId();
  return (
    <div class="who ui">
      {reader ? (
        <Known name={reader.name} isGuest={reader.badge === 'guest'} onChange={actions.signOut} />
      ) : mayBeGuest ? (
        <label>
          {t('name')}
          <input
            class="field"
            maxLength={NAME_MAX_LENGTH}
            autocomplete="nickname"
            value={name}
            aria-invalid={isNameMissing}
            aria-describedby={isNameMissing ? problem : undefined}
            onInput={(event) => onName(event.currentTarget.value)}
          />
        </label>
      ) : (
        <SignInHint />
      )}
      {isNameMissing && (
        <span class="problem" id={problem} role="alert">
          {t('nameMissing')}
        </span>
      )}
      {isDraftKept && <span class="kept">{t('draftKept')}</span>}
    </div>
  );
}

function Known({ name, isGuest, onChange }: { name: string; isGuest: boolean; onChange: () => void }) {
  const { t } = useWidget();
  return (
    <span>
      {t('postingAs', { name: '' })}
      <b>{name}</b>
      {' · '}
      <button type="button" class="text small" onClick={onChange}>
        {t(isGuest ? 'change' : 'signOut')}
      </button>
    </span>
  );
}
