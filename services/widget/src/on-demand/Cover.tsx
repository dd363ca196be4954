import type { Comment } from '@parley/contracts/objects';
import { useFocus } from '../page/use-focus.ts';
import type { Deleting } from '../view.ts';
import { useView, useWidget } from '../widget.ts';
import { setMuted } from './muting.ts';
import { Trouble } from './Trouble.tsx';
import { useCountdown } from './use-countdown.ts';
import { useSpeak } from './use-speak.ts';

/** What stands in the place of a comment that its reader has muted, or its author is about to delete. */
export function Cover({ comment, onShow }: { comment: Comment; onShow: () => void }) {
  const deleting = useView((view) => view.deleting.get(comment.id));
  if (deleting) return <Deleted deleting={deleting} />;
  return <Muted comment={comment} onShow={onShow} />;
}

function Deleted({ deleting: { until, error, undo } }: { deleting: Deleting }) {
  const { t } = useWidget();
  const speak = useSpeak();
  const button = useFocus<HTMLButtonElement>();
  const count = useCountdown(until);
  if (error)
    return (
      <div class="cover ui">
        <Trouble error={error} />
        <button type="button" class="text" onClick={undo}>
          {speak('close')}
        </button>
      </div>
    );
  return (
    <p class="cover ui">
      <span aria-hidden="true">{speak('deletedIn', { count })}</span>
      <button
        type="button"
        class="text"
        ref={button}
        aria-label={`${speak('undo')}: ${t('delete')}`}
        onClick={undo}
      >
        {speak('undo')}
      </button>
    </p>
  );
}

function Muted({ comment, onShow }: { comment: Comment; onShow: () => void }) {
  const widget = useWidget();
  const speak = useSpeak();
  const { author } = comment;
  if (!author) return null;
  return (
    <p class="cover ui">
      <span>{speak('mutedNote', { name: author.name })}</span>
      <button type="button" class="text" onClick={onShow}>
        {speak('showMuted')}
      </button>
      <button
        type="button"
        class="text"
        onClick={() => {
          void setMuted(widget, author.id, false);
          widget.say(speak('unmuted', { name: author.name }));
          widget.store.set({ target: { id: comment.id, mayScroll: false } });
        }}
      >
        {speak('unmute')}
      </button>
    </p>
  );
}
