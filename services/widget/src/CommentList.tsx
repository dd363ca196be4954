import type { VNode } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { CommentCard } from './CommentCard.tsx';
import { inTurn } from './page/in-turn.ts';
import { countMore, ROOT } from './thread-shape.ts';
import { useView, useWidget } from './widget.ts';

type Props = { parent: string; level: number; only?: string; onDrawn?: () => void };

/** The roots, or the replies to a comment: what is loaded, what waits, and the way to what is not loaded. */
export function CommentList({ parent, level, only, onDrawn }: Props) {
  const list = useView((view) => view.thread?.lists.get(parent));
  const ids = list ? [...list.lead, ...list.shown] : [];
  // One card is drawn after the other, each with all that is below it, so that nothing moves while they come.
  const [drawn, card] = useCards(level);
  const next = ids.find((id) => !drawn.has(id));
  const isDrawn = next === undefined;
  useLayoutEffect(() => {
    if (isDrawn) onDrawn?.();
  }, [isDrawn, onDrawn]);
  if (only !== undefined) return <CommentCard id={only} level={level} />;
  if (!list) return null;
  return (
    <>
      {ids.filter((id) => id === next || drawn.has(id)).map(card)}
      {isDrawn ? <Further parent={parent} /> : <i class="rest" />}
      {isDrawn && list.tail.map(card)}
    </>
  );
}

/**
 * The same card for the same comment: what has not changed is not drawn anew because its list is. Gives what is
 * drawn to its end, too.
 */
function useCards(level: number) {
  const [, redraw] = useState({});
  const [made] = useState(() => new Map<string, VNode>());
  const [drawn] = useState(() => new Set<string>());
  function make(id: string): VNode {
    const onDrawn = () => {
      if (!drawn.has(id)) inTurn(() => redraw({}));
      drawn.add(id);
    };
    const vnode = <CommentCard key={id} id={id} level={level} onDrawn={onDrawn} />;
    made.set(id, vnode);
    return vnode;
  }
  return [drawn as ReadonlySet<string>, (id: string) => made.get(id) ?? make(id)] as const;
}

/** The way to what is not loaded yet. */
function Further({ parent }: { parent: string }) {
  const { t, thread, store } = useWidget();
  const [list, count, paging] = useView((view) => [
    view.thread?.lists.get(parent),
    view.thread ? countMore(view.thread, parent) : 0,
    view.paging.get(parent),
  ]);
  const isUnread = list?.shown.length === 0;
  const isOffered = list?.passed.length || (list?.more && (parent === ROOT || count > 0 || !isUnread));
  if (!isOffered) return null;

  async function more() {
    const first = await thread.showMore(parent);
    if (first) store.set({ target: { id: first, mayScroll: false } });
  }
  const label =
    parent !== ROOT && count > 0 ? t(isUnread ? 'replies' : 'moreReplies', { count }) : t('moreComments');
  return (
    <div class="further ui">
      <button type="button" class="text" aria-disabled={paging === 'busy'} onClick={() => void more()}>
        {label}
      </button>
      {paging !== undefined && paging !== 'busy' && (
        <span class="hint" role="alert">
          {t('moreFailed')}
        </span>
      )}
    </div>
  );
}
