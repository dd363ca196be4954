import type { ApiError } from '@parley/contracts/client/api-client';
import type { Comment } from '@parley/contracts/objects';
import { useState } from 'preact/hooks';
import { OnDemand } from './OnDemand.tsx';
import { ShareButton } from './ShareButton.tsx';
import { useStore } from './store.ts';
import { isMine } from './thread-shape.ts';
import { VoteButtons } from './VoteButtons.tsx';
import { withMember } from './view.ts';
import { useView, useWidget } from './widget.ts';

type Props = { comment: Comment; onEdit: () => void };

/** What a reader can do with a comment; with their own, other things than with somebody else's. */
export function CommentActions({ comment, onEdit }: Props) {
  const { t, store, clock } = useWidget();
  const [open, setOpen] = useState<'flag' | 'delete' | null>(null);
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

  return (
    <>
      <div class="actions ui">
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
        {isPublished && <ShareButton id={id} />}
        {isOwn && isEditable && comment.status !== 'rejected' && (
          <button type="button" onClick={onEdit}>
            {t('edit')}
          </button>
        )}
        {isOwn && (
          <button
            type="button"
            aria-expanded={open === 'delete'}
            onClick={() => setOpen(open ? null : 'delete')}
          >
            {t('delete')}
          </button>
        )}
        {!isOwn && (
          <button
            type="button"
            class="last"
            aria-expanded={isFlagged ? undefined : open === 'flag'}
            disabled={isFlagged}
            onClick={() => (open ? setOpen(null) : asReader(() => setOpen('flag')))}
          >
            {t(isFlagged ? 'flagged' : 'flag')}
          </button>
        )}
      </div>
      {problem && <OnDemand form="Trouble" error={problem} />}
      {afterName && (
        <OnDemand
          form="NameForm"
          onCancel={() => setAfterName(null)}
          onDone={() => {
            setAfterName(null);
            afterName.go();
          }}
        />
      )}
      {open === 'flag' && <OnDemand form="FlagForm" id={id} onEnd={() => setOpen(null)} />}
      {open === 'delete' && <OnDemand form="DeleteQuestion" comment={comment} onEnd={() => setOpen(null)} />}
    </>
  );
}

type Limits = { state: 'open' | 'closed'; settings: { maxDepth: number } };

function mayBeRepliedTo(comment: Comment, thread: Limits | undefined): boolean {
  return thread?.state === 'open' && comment.depth < thread.settings.maxDepth;
}
