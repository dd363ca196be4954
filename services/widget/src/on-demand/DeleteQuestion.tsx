import type { Comment } from '@parley/contracts/objects';
import { useState } from 'preact/hooks';
import { Problem } from '../Problem.tsx';
import { useFocus } from '../page/use-focus.ts';
import { useWidget } from '../widget.ts';
import { asApiError } from '../writing/send.ts';
import { deleteComment } from './change-comment.ts';
import { problemText } from './problem-text.ts';
import { useSpeak } from './use-speak.ts';

/** Asks before a text is erased, since nothing brings it back. */
export function DeleteQuestion({ comment, onEnd }: { comment: Comment; onEnd: () => void }) {
  const widget = useWidget();
  const { t, say, store } = widget;
  const speak = useSpeak();
  const [problem, setProblem] = useState<string | null>(null);
  const cancel = useFocus<HTMLButtonElement>();

  async function remove(button: HTMLElement): Promise<void> {
    const root = button.getRootNode() as ShadowRoot;
    try {
      await deleteComment(widget, comment.id);
    } catch (reason) {
      setProblem(problemText(speak, asApiError(reason), false));
      return;
    }
    say(speak('deleted'));
    // The comment goes, and with it the place of the focus: it moves to what stands above.
    if (comment.parent) store.set({ target: { id: comment.parent, mayScroll: false } });
    else root.getElementById('heading')?.focus({ preventScroll: true });
    onEnd();
  }
  return (
    <div class="panel ui">
      <p>{speak('deleteAsk')}</p>
      <Problem text={problem} />
      <div class="row">
        <button type="button" class="bordered danger" onClick={(event) => void remove(event.currentTarget)}>
          {speak('deleteYes')}
        </button>
        <button type="button" class="bordered" ref={cancel} onClick={onEnd}>
          {t('cancel')}
        </button>
      </div>
    </div>
  );
}
