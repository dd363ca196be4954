import { NOTE_MAX_LENGTH } from '@parley/contracts/limits';
import type { FlagReason } from '@parley/contracts/objects';
import { useState } from 'preact/hooks';
import { useFocus } from '../page/use-focus.ts';
import { useWidget } from '../widget.ts';
import { asApiError } from '../writing/send.ts';
import { flagComment } from './change-comment.ts';
import { problemText } from './problem-text.ts';
import { TroubleText } from './Trouble.tsx';
import { useSpeak } from './use-speak.ts';

const REASONS: readonly FlagReason[] = ['abuse', 'spam', 'off-topic', 'illegal', 'other'];

/** Says to the moderators what is wrong with a comment. */
export function FlagForm({ id, onEnd }: { id: string; onEnd: () => void }) {
  const widget = useWidget();
  const { t, say } = widget;
  const speak = useSpeak();
  const [reason, setReason] = useState<FlagReason | null>(null);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const first = useFocus<HTMLInputElement>();

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    if (!reason) return;
    try {
      await flagComment(widget, id, reason, note);
      say(speak('flagThanks'));
      onEnd();
    } catch (error) {
      setProblem(problemText(speak, asApiError(error), false));
    }
  }
  return (
    <form class="panel ui" onSubmit={(event) => void send(event)}>
      <fieldset>
        <legend>{speak('flagTitle')}</legend>
        {REASONS.map((one, index) => (
          <label class="choice" key={one}>
            <input
              ref={index === 0 ? first : undefined}
              type="radio"
              name={`reason-${id}`}
              checked={reason === one}
              onChange={() => setReason(one)}
            />
            {speak(`flag.${one}`)}
          </label>
        ))}
      </fieldset>
      <label>
        {speak('flagNote')}
        <textarea
          class="field"
          rows={2}
          maxLength={NOTE_MAX_LENGTH}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <TroubleText text={problem} />
      <div class="row">
        <button type="submit" class="primary" disabled={reason === null}>
          {speak('flagSend')}
        </button>
        <button type="button" class="bordered" onClick={onEnd}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
