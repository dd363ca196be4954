import type { Comment } from '@parley/contracts/objects';
import { exactTime, relativeTime } from './messages/relative-time.ts';
import { addressOf } from './navigation.ts';
import { useStore } from './store.ts';
import { useView, useWidget } from './widget.ts';

/**
 * When a comment was written, told so that it stays true, and exactly once it is what the page's address names: pressing
 * the time makes it so, where there is no pointer to rest on it.
 */
export function Time({ comment }: { comment: Comment }) {
  const { t, clock, locale } = useWidget();
  const at = Date.parse(comment.createdAt);
  const isLinked = useView(({ linked }) => linked === comment.id);
  const words = useStore(clock, ({ now }) => relativeTime(at, now, locale)) ?? t('justNow');
  const exact = exactTime(at, locale);
  return (
    <span class="time">
      <a href={addressOf(comment.id)} title={exact}>
        <time dateTime={comment.createdAt}>{isLinked ? exact : words}</time>
      </a>
      {comment.editedAt && ` · ${t('edited')}`}
    </span>
  );
}
