import { PINNED_MAX } from '@parley/contracts/limits';
import type { Comment } from '@parley/contracts/objects';
import type { ThreadDetail } from '@parley/contracts/room-objects';
import { useDesk } from '../desk/desk-context.ts';
import { excerptOf } from '../item/excerpt.ts';
import { Button } from '../shell/Button.tsx';
import { Age } from '../time/Age.tsx';
import { threads as words } from './words.ts';

/** The comments above all others, and the latest, of which roots may join them. */
export function Pins({ detail }: { detail: ThreadDetail }) {
  const { pinned } = detail;
  const latest = detail.latest.filter((comment) => !comment.pinned);
  return (
    <>
      <section aria-label={words.pinned(pinned.length, PINNED_MAX)}>
        <h2>{words.pinned(pinned.length, PINNED_MAX)}</h2>
        {pinned.length === 0 ? (
          <p class="quiet-text">{words.noPinned}</p>
        ) : (
          <ul class="room-comments">
            {pinned.map((comment) => (
              <Line key={comment.id} comment={comment} isFull={false} />
            ))}
          </ul>
        )}
      </section>
      <section aria-label={words.latest}>
        <h2>{words.latest}</h2>
        {latest.length === 0 ? (
          <p class="quiet-text">{pinned.length === 0 ? words.noLatest : words.noOthers}</p>
        ) : (
          <ul class="room-comments">
            {latest.map((comment) => (
              <Line key={comment.id} comment={comment} isFull={pinned.length >= PINNED_MAX} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Line({ comment, isFull }: { comment: Comment; isFull: boolean }) {
  const { threads } = useDesk();
  const name = comment.author?.name ?? '';
  const { pinned } = comment;
  return (
    <li>
      <p>
        <b>{name}</b> <Age at={comment.createdAt} isSentence />
      </p>
      <p class="excerpt">{excerptOf(comment)}</p>
      {comment.parent === null ? (
        <Button
          class="small-button"
          aria-label={pinned ? words.unpinWhat(name) : words.pinWhat(name)}
          isOff={threads.isBusy.value || isFull}
          onClick={() => void threads.pin(comment.id, !pinned)}
        >
          {pinned ? words.unpin : words.pin}
        </Button>
      ) : (
        <small class="quiet-text">{words.onlyRoots}</small>
      )}
    </li>
  );
}
