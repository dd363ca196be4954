import { NAME_MAX_LENGTH } from '@parley/contracts/limits';
import { useState } from 'preact/hooks';
import { useFocus } from '../page/use-focus.ts';
import { SignInHint } from '../SignInHint.tsx';
import { useView, useWidget } from '../widget.ts';
import { asApiError } from '../writing/send.ts';
import { nameProblemText } from './problem-text.ts';
import { TroubleText } from './Trouble.tsx';
import { useSpeak } from './use-speak.ts';

/** Asks a reader who they are before they vote or flag. */
export function NameForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const { t, actions } = useWidget();
  const speak = useSpeak();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const mayBeGuest = useView((view) => view.thread?.thread.settings.guests ?? false);
  const field = useFocus<HTMLInputElement>();
  if (!mayBeGuest) return <SignInHint />;

  async function go(event: Event): Promise<void> {
    event.preventDefault();
    try {
      await actions.signInAsGuest(name.trim());
      onDone();
    } catch (reason) {
      setProblem(nameProblemText(speak, asApiError(reason)));
    }
  }
  return (
    <form class="panel ui" onSubmit={(event) => void go(event)}>
      <label>
        {speak('nameToGoOn')}
        <input
          class="field"
          ref={field}
          required
          maxLength={NAME_MAX_LENGTH}
          autocomplete="nickname"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <TroubleText text={problem} />
      <div class="row">
        <button type="submit" class="primary">
          {speak('goOn')}
        </button>
        <button type="button" class="bordered" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
