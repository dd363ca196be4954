import type { Comment } from '@parley/contracts/objects';
import { exactTime, relativeTime } from './messages/relative-time.ts';
import { hashOf } from './navigation.ts';
import { useStore } from './store.ts';
import { useWidget } from './widget.ts';

/** When a comment was written, told so that it stays true; the link is the comment's own address. */
export function Time({ comment }: { comment: Comment }) {
  const { t, clock, locale } = useWidget();
  const at = Date.parse(comment.createdAt);
  const words = useStore(clock, ({ now }) => relativeTime(at, now, locale)) ?? t('justNow');
  const exact = exactTime(at, locale);
  return (
    <span class="time">
      <a href={hashOf(comment.id)} title={exact}>
        <time dateTime={comment.createdAt}>{words}</time>
      </a>
      {comment.editedAt && ` · ${t('edited')}`}
    </span>
  );
}
