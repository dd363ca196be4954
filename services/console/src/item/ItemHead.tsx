import type { ReviewItemDetail } from '@parley/contracts/objects';
import { useDesk } from '../desk/desk-context.ts';
import { formatPlace } from '../place/place.ts';
import { wholeLane } from '../place/queue-place.ts';
import { OutIcon } from '../shell/icons.tsx';
import { exactTime, spanWords } from '../time/time-words.ts';
import { item as words } from './words.ts';

/** Which page, where in its thread, since when, and until when somebody should have decided. */
export function ItemHead({ detail, showsSite }: { detail: ReviewItemDetail; showsSite: boolean }) {
  const { item, ancestors } = detail;
  const { thread } = item;
  const now = useDesk().now.value;
  const parent = ancestors.find((one) => one.id === item.comment.parent);
  const age = now - Date.parse(item.openedAt);
  const left = Date.parse(item.dueAt) - now;
  const facts = [
    showsSite ? item.site : null,
    thread.state === 'closed' ? words.threadClosed : null,
    item.comment.parent === null
      ? words.rootComment
      : words.replyTo(parent?.author?.name ?? words.unknownAuthor),
  ].filter((fact) => fact !== null);
  return (
    <header class="item-head">
      <h1 tabIndex={-1}>
        <a class="thread-link" href={thread.url || undefined} target="_blank" rel="noopener noreferrer">
          {thread.title || words.untitled}
          <OutIcon />
          <span class="visually-hidden"> {words.newTab}</span>
        </a>
      </h1>
      <p class="facts">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {item.state !== 'closed' && (
          <>
            <span title={exactTime(item.openedAt)}>
              {age < 60_000 ? words.openedNow : words.opened(spanWords(age))}
            </span>
            <span class={left < 0 ? 'late' : undefined} title={exactTime(item.dueAt)}>
              {left < 0 ? words.late(spanWords(left)) : words.due(spanWords(left))}
            </span>
          </>
        )}
        <a class="link" href={formatPlace({ ...wholeLane('open', item.site), thread: thread.id })}>
          {words.onlyHere}
        </a>
      </p>
    </header>
  );
}
