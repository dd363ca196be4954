import type { ApiError } from '@parley/contracts/client/reader-client';
import type { Comment } from '@parley/contracts/objects';
import { loadForms } from './OnDemand.tsx';
import { useView, useWidget } from './widget.ts';
import { asApiError } from './writing/send.ts';

type Props = {
  comment: Comment;
  isOwn: boolean;
  asReader: (go: () => void) => void;
  onProblem: (error: ApiError | null) => void;
};

/** For and, where the site wants it, against. One's own comment shows its votes and takes none. */
export function VoteButtons({ comment, isOwn, asReader, onProblem }: Props) {
  const widget = useWidget();
  const { t } = widget;
  const [votes, mine] = useView(({ thread }) => [
    thread?.thread.settings.votes,
    thread?.votes.get(comment.id),
  ]);
  if (votes === 'off') return null;

  function cast(value: -1 | 1): void {
    asReader(() => {
      onProblem(null);
      loadForms()
        .then((forms) => forms.vote(widget, comment.id, mine === value ? 0 : value))
        .catch((reason) => onProblem(asApiError(reason)));
    });
  }
  return (
    <span class="votes">
      <button
        type="button"
        aria-pressed={mine === 1}
        aria-label={`${t('voteUp')}, ${comment.votes.up}`}
        disabled={isOwn}
        onClick={() => cast(1)}
      >
        {comment.votes.up > 0 && comment.votes.up}
      </button>
      {votes === 'up-down' && (
        <button
          type="button"
          class="down"
          aria-pressed={mine === -1}
          aria-label={`${t('voteDown')}, ${comment.votes.down}`}
          disabled={isOwn}
          onClick={() => cast(-1)}
        >
          {comment.votes.down > 0 && comment.votes.down}
        </button>
      )}
    </span>
  );
}
