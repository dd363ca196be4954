import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Avatar } from './Avatar.tsx';
import { CommentActions } from './CommentActions.tsx';
import { CommentHead, removedAs } from './CommentHead.tsx';
import { CommentList } from './CommentList.tsx';
import { CommentText } from './CommentText.tsx';
import { branchOf } from './navigation.ts';
import { OnDemand } from './OnDemand.tsx';
import { ReplyBox } from './ReplyBox.tsx';
import { waitingBelow } from './thread-places.ts';
import { commentOf, type CommentList as List } from './thread-shape.ts';
import { type View, withMember } from './view.ts';
import { useView, useWidget } from './widget.ts';

/** `onDrawn` is called once the comment and all that is shown below it are on the page. */
type Props = { id: string; level: number; onDrawn?: () => void };

/** A comment with the branch below it. `level`: how far it is indented here, 0 for the outermost. */
export function CommentCard({ id, level, onDrawn }: Props) {
  const { t, store } = useWidget();
  const [
    comment,
    isFresh,
    isFolded,
    isReplying,
    isInnermost,
    hasBranch,
    target,
    height,
    isMuted,
    isDeleting,
  ] = useView((view) => [
    view.thread && commentOf(view.thread, id),
    view.fresh.has(id) || view.linked === id,
    view.folded.has(id),
    view.replying.has(id),
    level >= view.levels,
    hasReplies(view.thread?.lists.get(id)),
    view.target?.id === id ? view.target : null,
    view.far.get(id),
    view.thread !== null && view.muted.has(commentOf(view.thread, id)?.author?.id ?? ''),
    view.deleting.has(id),
  ]);
  const [isEditing, setEditing] = useState(false);
  const [isPeeking, setPeeking] = useState(false);
  const isCovered = isDeleting || (isMuted && !isPeeking);
  // What comes back from afar keeps its room until it is drawn to its end.
  const room = useRef<number | null>(null);
  room.current = height ?? room.current;
  const isBranchShown = hasBranch && !isInnermost && !isFolded && !height;
  const article = useTarget(target);
  const end = useCallback(() => {
    if (!height) {
      room.current = null;
      article.current?.style.removeProperty('min-height');
    }
    onDrawn?.();
  }, [height, onDrawn]);
  useLayoutEffect(() => {
    if (!isBranchShown) end();
    // Taken away in the midst of it, by a fold or a removal, it must not keep the others waiting.
    return onDrawn;
  }, [isBranchShown, end]);
  if (!comment) return null;

  const name = comment.author?.name ?? t('someone');
  const fold = (is: boolean) =>
    store.set({ folded: withMember(store.get().folded, id, is), target: { id, mayScroll: false } });
  const label = comment.author
    ? t(comment.parent === null ? 'commentBy' : 'replyBy', { name })
    : t(removedAs(comment));

  return (
    <article
      ref={article}
      id={`comment-${id}`}
      class={`card${level > 0 ? ' reply' : ''}${isFresh ? ' fresh' : ''}${height ? ' far' : ''}`}
      part="comment"
      aria-label={label}
      tabIndex={-1}
      style={room.current ? `${height ? '' : 'min-'}height:${room.current}px` : ''}
    >
      {height ? null : (
        <>
          {isFolded ? (
            <button
              type="button"
              class="unfold"
              aria-expanded={false}
              aria-label={t('unfold', { name })}
              onClick={() => fold(false)}
            >
              <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="M8 3.5v9M3.5 8h9" />
              </svg>
            </button>
          ) : (
            <Avatar author={comment.author} />
          )}
          <CommentHead comment={comment} level={level} isFolded={isFolded} onUnfold={() => fold(false)} />
          {!isFolded && (
            <>
              {isCovered ? (
                <OnDemand form="Cover" comment={comment} onShow={() => setPeeking(true)} />
              ) : isEditing ? (
                <OnDemand form="EditBox" comment={comment} onEnd={() => setEditing(false)} />
              ) : (
                <CommentText comment={comment} />
              )}
              {comment.author && !isEditing && !isCovered && (
                <CommentActions comment={comment} onEdit={() => setEditing(true)} />
              )}
              {isReplying && <ReplyBox parent={comment.id} />}
              {isBranchShown && (
                <>
                  <button
                    type="button"
                    class="rail"
                    aria-expanded={true}
                    aria-label={t('fold', { name })}
                    onClick={() => fold(true)}
                  />
                  <div class="replies">
                    <CommentList parent={id} level={level + 1} onDrawn={end} />
                  </div>
                </>
              )}
              {level === 0 && <NewReplies id={id} />}
              {hasBranch && isInnermost && (
                <a class="ui" href={branchOf(id)}>
                  {t('continueBranch')}
                </a>
              )}
            </>
          )}
        </>
      )}
    </article>
  );
}

/** What has arrived anywhere in a branch, told in the room between it and the next, where it moves nothing. */
function NewReplies({ id }: { id: string }) {
  const { t, thread, navigation } = useWidget();
  const parents = useView((view) => (view.thread ? waitingBelow(view.thread, id) : []));
  const count = useView(({ thread }) =>
    parents.reduce((sum, parent) => sum + (thread?.lists.get(parent)?.waiting.length ?? 0), 0),
  );
  function letIn() {
    const [first] = parents.flatMap(thread.letIn);
    if (first) navigation.reveal(first);
  }
  return count === 0 ? null : (
    <div class="arrived ui">
      <button type="button" class="chip" onClick={letIn}>
        {t('newReplies', { count })}
      </button>
    </div>
  );
}

const SHOWN = ['shown', 'lead', 'tail'] as const;

function hasReplies(list: List | undefined): boolean {
  return list !== undefined && (list.more !== null || SHOWN.some((place) => list[place].length > 0));
}

/** Takes the reader here when this is where they are to be taken. */
function useTarget(target: View['target']) {
  const { store } = useWidget();
  const article = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!target || !article.current) return;
    article.current.focus({ preventScroll: true });
    if (target.mayScroll) bringIntoSight(article.current);
    store.set({ target: null });
  }, [target, store]);
  return article;
}

/** Moves the page only if the comment's beginning is out of sight. */
function bringIntoSight(element: HTMLElement): void {
  const { top } = element.getBoundingClientRect();
  if (top < 0 || top > innerHeight - 120) element.scrollIntoView({ block: 'start', behavior: 'instant' });
}
