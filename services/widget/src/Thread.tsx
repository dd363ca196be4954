import { CommentList } from './CommentList.tsx';
import { OnDemand } from './OnDemand.tsx';
import { ReplyBox } from './ReplyBox.tsx';
import { PLACES } from './thread-places.ts';
import { ROOT } from './thread-shape.ts';
import { useView, useWidget } from './widget.ts';

/** A thread that is loaded: the box to write in, what waits, the comments, and the way to more. */
export function Thread() {
  const { t, navigation } = useWidget();
  const [branch, sort] = useView((view) => [view.branch, view.thread?.sort]);
  if (branch !== null)
    return (
      <>
        <p class="notice branch-note ui">
          {t('branch')}
          <button type="button" class="text" onClick={navigation.showAll}>
            {t('showAll')}
          </button>
        </p>
        <CommentList parent={ROOT} level={0} only={branch} />
      </>
    );
  return (
    <>
      <ReplyBox parent={null} />
      <NewComments />
      <Empty />
      <CommentList key={sort} parent={ROOT} level={0} />
    </>
  );
}

function NewComments() {
  const { t, thread, navigation } = useWidget();
  const [count, hasNew] = useView((view) => [
    view.thread?.lists.get(ROOT)?.waiting.length ?? 0,
    view.sinceVisit.length > 0,
  ]);
  function show() {
    const [first] = thread.letIn(ROOT);
    if (first) navigation.reveal(first);
  }
  // Its room is kept free, so that nothing moves when it appears.
  return (
    <div class={`news${count > 0 ? ' waiting' : ''}`}>
      {count === 0 && hasNew && <OnDemand form="SinceVisit" />}
      {count > 0 && (
        <button type="button" class="pill" onClick={show}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 13V3M4 7l4-4 4 4" />
          </svg>
          {t('newComments', { count })}
        </button>
      )}
    </div>
  );
}

/** An open thread without a comment invites. */
function Empty() {
  const { t } = useWidget();
  const isEmpty = useView(({ thread }) => {
    const list = thread?.lists.get(ROOT);
    return (
      thread?.thread.state === 'open' && list?.more === null && !PLACES.some((place) => list[place].length)
    );
  });
  return isEmpty ? <p class="empty">{t('empty')}</p> : null;
}
