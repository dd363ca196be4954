import { CommentCard } from './CommentCard.tsx';
import { countMore, ROOT } from './thread-shape.ts';
import { useView, useWidget } from './widget.ts';

type Props = { parent: string; level: number; only?: string };

/** The roots, or the replies to a comment: what is loaded, what waits, and the way to what is not loaded. */
export function CommentList({ parent, level, only }: Props) {
  const list = useView((view) => view.thread?.lists.get(parent));
  if (only !== undefined) return <CommentCard id={only} level={level} />;
  if (!list) return null;
  return (
    <>
      {[...list.lead, ...list.shown].map((id) => (
        <CommentCard key={id} id={id} level={level} />
      ))}
      <Further parent={parent} />
      {list.tail.map((id) => (
        <CommentCard key={id} id={id} level={level} />
      ))}
    </>
  );
}

/** Replies that arrived meanwhile, and those not loaded yet. */
function Further({ parent }: { parent: string }) {
  const { t, thread, navigation, store } = useWidget();
  const [list, count, paging] = useView((view) => [
    view.thread?.lists.get(parent),
    view.thread ? countMore(view.thread, parent) : 0,
    view.paging.get(parent),
  ]);
  const waiting = parent === ROOT ? 0 : (list?.waiting.length ?? 0);
  const isUnread = list?.shown.length === 0;
  const isOffered = list?.more && (parent === ROOT || count > 0 || !isUnread);
  if (waiting === 0 && !isOffered) return null;

  async function more() {
    const first = await thread.showMore(parent);
    if (first) store.set({ target: { id: first, mayScroll: false } });
  }
  function letIn() {
    const [first] = thread.letIn(parent);
    if (first) navigation.reveal(first);
  }
  const label =
    parent !== ROOT && count > 0 ? t(isUnread ? 'replies' : 'moreReplies', { count }) : t('moreComments');
  return (
    <div class="further ui">
      {waiting > 0 && (
        <button type="button" class="chip" onClick={letIn}>
          {t('newReplies', { count: waiting })}
        </button>
      )}
      {isOffered && (
        <button type="button" class="text" aria-disabled={paging === 'busy'} onClick={() => void more()}>
          {label}
        </button>
      )}
      {paging !== undefined && paging !== 'busy' && (
        <span class="hint" role="alert">
          {t('moreFailed')}
        </span>
      )}
    </div>
  );
}
