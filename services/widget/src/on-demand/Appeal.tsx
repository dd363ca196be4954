import { formCalls } from '@parley/contracts/client/form-calls';
import { NOTE_MAX_LENGTH } from '@parley/contracts/limits';
import type { Comment } from '@parley/contracts/objects';
import { useState } from 'preact/hooks';
import { useFocus } from '../page/use-focus.ts';
import { useWidget } from '../widget.ts';
import { asApiError } from '../writing/send.ts';
import { problemText } from './problem-text.ts';
import { TroubleText } from './Trouble.tsx';
import { useSpeak } from './use-speak.ts';

/** Whoever does not agree with a rejection asks for a second look, once, and is told what became of it. */
export function Appeal({ comment }: { comment: Comment }) {
  const speak = useSpeak();
  const [isOpen, setOpen] = useState(false);
  const { appeal } = comment;
  if (!appeal) return null;
  if (appeal !== 'possible') return <span class="reason">{speak(`appeal.${appeal}`)}</span>;
  if (isOpen) return <AppealForm comment={comment} onEnd={() => setOpen(false)} />;
  return (
    <button type="button" class="text" onClick={() => setOpen(true)}>
      {speak('appeal.ask')}
    </button>
  );
}

function AppealForm({ comment, onEnd }: { comment: Comment; onEnd: () => void }) {
  const { t, say, api, actions, store } = useWidget();
  const speak = useSpeak();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const field = useFocus<HTMLTextAreaElement>();
  const { id, source = '' } = comment;

  function end(): void {
    store.set({ target: { id, mayScroll: false } });
    onEnd();
  }
  async function send(event: Event): Promise<void> {
    event.preventDefault();
    try {
      const { appeal } = formCalls(api.call);
      actions.keepOwn(await actions.asReader(() => appeal(id, text.trim())), source);
      say(speak('appeal.waiting'));
      end();
    } catch (error) {
      setProblem(problemText(speak, asApiError(error), false));
    }
  }
  return (
    <form class="panel ui" onSubmit={(event) => void send(event)}>
      <label>
        {speak('appeal.why')}
        <textarea
          class="field"
          ref={field}
          rows={2}
          required
          dir="auto"
          maxLength={NOTE_MAX_LENGTH}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <TroubleText text={problem} />
      <div class="row">
        <button type="submit" class="primary" disabled={text.trim() === ''}>
          {speak('flagSend')}
        </button>
        <button type="button" class="bordered" onClick={end}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
