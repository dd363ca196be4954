import type { ApiError } from '@parley/contracts/client/reader-client';
import type { Comment } from '@parley/contracts/objects';
import { useState } from 'preact/hooks';
import { loadForms, OnDemand } from './OnDemand.tsx';
import { useStore } from './store.ts';
import { isMine } from './thread-shape.ts';
import { VoteButtons } from './VoteButtons.tsx';
import { withMember } from './view.ts';
import { useView, useWidget } from './widget.ts';
import { asApiError } from './writing/send.ts';

type Props = { comment: Comment; onEdit: () => void };

/** What a reader can do with a comment; with their own, other things than with somebody else's. */
export function CommentActions({ comment, onEdit }: Props) {
  const widget = useWidget();
  const { t, store, clock } = widget;
  const [open, setOpen] = useState<'flag' | 'share' | null>(null);
  const [hasMore, setMore] = useState(false);
  const [afterName, setAfterName] = useState<{ go: () => void } | null>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const { id } = comment;
  const [isOwn, isFlagged, isReplying, mayReply, windowMs] = useView(({ thread, replying }) => [
    thread !== null && isMine(thread, id),
    thread?.flagged.has(id) ?? false,
    replying.has(id),
    mayBeRepliedTo(comment, thread?.thread),
    (thread?.thread.settings.editWindowSeconds ?? 0) * 1000,
  ]);
  const isEditable = useStore(clock, ({ now }) => now - Date.parse(comment.createdAt) < windowMs);
  const isPublished = comment.status === 'published';
  const name = comment.author?.name ?? '';

  /** Whoever judges has a name here; a reader without one is asked for it first. */
  function asReader(go: () => void): void {
    setProblem(null);
    if (store.get().reader) go();
    else setAfterName({ go });
  }

  /** The form that had the focus goes: the comment itself takes it. */
  function end(): void {
    setOpen(null);
    setAfterName(null);
    store.set({ target: { id, mayScroll: false } });
  }

  function withForms(act: (forms: Awaited<ReturnType<typeof loadForms>>) => void): void {
    loadForms().then(act, (reason) => setProblem(asApiError(reason)));
  }

  return (
    <>
      <div class="actions ui" part="actions">
        {isPublished && (
          <VoteButtons comment={comment} isOwn={isOwn} asReader={asReader} onProblem={setProblem} />
        )}
        {isPublished && mayReply && (
          <button
            type="button"
            aria-expanded={isReplying}
            aria-label={t('replyTo', { name })}
            onClick={() => store.set({ replying: withMember(store.get().replying, id, !isReplying) })}
          >
            {t('reply')}
          </button>
        )}
        {isPublished && (
          <button
            type="button"
            aria-expanded={open === 'share'}
            onClick={() => setOpen(open === 'share' ? null : 'share')}
          >
            {t('share')}
          </button>
        )}
        {isOwn && isEditable && comment.status !== 'rejected' && (
          <button type="button" onClick={onEdit}>
            {t('edit')}
          </button>
        )}
        {isOwn ? (
          <button type="button" onClick={() => withForms((forms) => forms.deleteOwn(widget, comment))}>
            {t('delete')}
          </button>
        ) : (
          <>
            <button
              type="button"
              class="more"
              aria-expanded={hasMore}
              aria-label={t('more')}
              onClick={() => setMore(!hasMore)}
            >
              •••
            </button>
            <button type="button" onClick={() => withForms((forms) => forms.mute(widget, comment))}>
              {t('mute')}
            </button>
            <button
              type="button"
              class="last"
              aria-expanded={isFlagged ? undefined : open === 'flag'}
              disabled={isFlagged}
              onClick={() => (open ? setOpen(null) : asReader(() => setOpen('flag')))}
            >
              {t(isFlagged ? 'flagged' : 'flag')}
            </button>
          </>
        )}
      </div>
      {problem && <OnDemand form="Trouble" error={problem} />}
      {afterName && (
        <OnDemand
          form="NameForm"
          onCancel={end}
          onDone={() => {
            setAfterName(null);
            afterName.go();
          }}
        />
      )}
      {open === 'share' && <OnDemand form="ShareLink" id={id} onEnd={end} />}
      {open === 'flag' && <OnDemand form="FlagForm" id={id} onEnd={end} />}
    </>
  );
}

type Limits = { state: 'open' | 'closed'; settings: { maxDepth: number } };

function mayBeRepliedTo(comment: Comment, thread: Limits | undefined): boolean {
  return thread?.state === 'open' && comment.depth < thread.settings.maxDepth;
}
