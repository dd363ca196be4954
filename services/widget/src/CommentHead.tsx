import type { Author, Comment } from '@parley/contracts/objects';
import { Time } from './Time.tsx';
import { isMine } from './thread-shape.ts';
import { useView, useWidget } from './widget.ts';

type Props = { comment: Comment; level: number; isFolded: boolean; onUnfold: () => void };

/** Who, what they are here, and when. */
export function CommentHead({ comment, level, isFolded, onUnfold }: Props) {
  const { t } = useWidget();
  const isOwn = useView((view) => view.thread !== null && isMine(view.thread, comment.id));
  // Headings go six deep; a heading of level 2 stands above them all.
  const Heading = `h${Math.min(3 + level, 6)}` as 'h3';
  if (!comment.author)
    return (
      <div class="head ui">
        <Heading class="tombstone">{t(removedAs(comment))}</Heading>
      </div>
    );
  return (
    <div class="head ui">
      <Heading class="name" part="name">
        <bdi>{comment.author.name}</bdi>
      </Heading>
      <BadgeMark {...comment.author} />
      {isOwn && <span class="mark">{t('you')}</span>}
      <Time comment={comment} />
      {comment.pinned && <span class="mark">{t('pinned')}</span>}
      {isFolded && (
        <button type="button" class="text small" onClick={onUnfold}>
          {comment.replyCount > 0 ? t('replies', { count: comment.replyCount }) : t('folded')}
        </button>
      )}
    </div>
  );
}

function BadgeMark({ badge, isPageAuthor }: Author) {
  const { t } = useWidget();
  const mark = isPageAuthor
    ? 'badgeAuthor'
    : badge === 'staff'
      ? 'badgeStaff'
      : badge === 'moderator' && 'badgeModerator';
  return mark && <span class="badge">{t(mark)}</span>;
}

/** What a tombstone says. */
export function removedAs({ status }: Comment) {
  return `removed.${status === 'published' ? 'rejected' : status}` as const;
}
