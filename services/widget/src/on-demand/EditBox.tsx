import type { Comment } from '@parley/contracts/objects';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useWidget } from '../widget.ts';
import type { Sending } from '../writing/attempts.ts';
import { asApiError, createSender } from '../writing/send.ts';
import { TextBox } from '../writing/TextBox.tsx';
import { editComment, readSource } from './change-comment.ts';
import { SendingStatus } from './SendingStatus.tsx';
import { useSpeak } from './use-speak.ts';

/** One's own comment, in its own place, to be changed. */
export function EditBox({ comment, onEnd }: { comment: Comment; onEnd: () => void }) {
  const widget = useWidget();
  const { t, say, store } = widget;
  const speak = useSpeak();
  const [text, setText] = useState<string | null>(null);
  const [sending, setSending] = useState<Sending>({ state: 'idle' });
  const sender = useMemo(() => createSender(setSending), []);
  useEffect(() => () => sender.stop(), [sender]);
  useEffect(() => {
    readSource(widget, comment.id).then(setText, (reason) =>
      setSending({ state: 'failed', error: asApiError(reason) }),
    );
  }, [widget, comment.id]);

  async function save(): Promise<void> {
    const saved = await sender.send(() => editComment(widget, comment.id, text ?? ''));
    if (!saved) return;
    say(saved.status === 'held' ? t('postedHeld') : speak('saved'));
    end();
  }
  function end(): void {
    sender.stop();
    store.set({ target: { id: comment.id, mayScroll: false } });
    onEnd();
  }
  return (
    <div class="composer">
      {text !== null && (
        <TextBox
          label={speak('writeEdit')}
          parent={null}
          text={text}
          isTouched={true}
          isBusy={sending.state === 'sending' || sending.state === 'waiting'}
          isClosed={false}
          takesFocus={true}
          action={speak(sending.state === 'sending' ? 'saving' : 'save')}
          onText={setText}
          onTouch={() => {}}
          onSubmit={() => void save()}
          onCancel={end}
        />
      )}
      <SendingStatus
        sending={sending}
        text={text ?? ''}
        onRetry={() => (sending.state === 'waiting' ? sender.now() : void save())}
        onStop={sender.stop}
        onPostAsNew={() => {}}
      />
    </div>
  );
}
