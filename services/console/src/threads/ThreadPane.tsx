import type { ThreadDetail } from '@parley/contracts/room-objects';
import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { shell } from '../messages.ts';
import { formatPlace, type ThreadsPlace, unfilteredLog } from '../place/place.ts';
import { DetailPane } from '../shell/DetailPane.tsx';
import { OutIcon } from '../shell/icons.tsx';
import { Age } from '../time/Age.tsx';
import { Pins } from './Pins.tsx';
import { Steer } from './Steer.tsx';
import { threads as words } from './words.ts';

/** Another moderator's change is seen within this time. */
const REFRESH_EVERY_MS = 10_000;

export function ThreadPane({ place }: { place: ThreadsPlace }) {
  const { threads } = useDesk();
  const { detail } = threads;
  useEffect(() => {
    if (place.thread === null) return;
    const timer = setInterval(() => {
      if (!document.hidden && !threads.isBusy.value) void detail.refresh();
    }, REFRESH_EVERY_MS);
    return () => clearInterval(timer);
  }, [place.thread, detail, threads]);
  const found = detail.value.value;
  const problem = detail.problem.value;
  return (
    <DetailPane label={words.label} opened={place.thread} back={formatPlace({ ...place, thread: null })}>
      {place.thread === null && <p class="said">{words.none}</p>}
      {place.thread !== null && detail.status.value === 'failed' && (
        <div class="said" role="alert">
          <p>{problem?.code === 'not-found' ? words.missing : words.detailFailed}</p>
          <p class="quiet-text">{problem?.message}</p>
          <button type="button" class="button" onClick={() => void threads.open(place)}>
            {shell.retry}
          </button>
        </div>
      )}
      {found && found.thread.id === place.thread && <Thread key={found.thread.id} detail={found} />}
    </DetailPane>
  );
}

function Thread({ detail }: { detail: ThreadDetail }) {
  const { thread, changed } = detail;
  const title = thread.title || words.untitled;
  return (
    <article class="item">
      <header class="item-head">
        <h1 tabIndex={-1}>
          {thread.url === '' ? (
            title
          ) : (
            <a class="thread-link" href={thread.url} target="_blank" rel="noreferrer">
              {title}
              <OutIcon />
              <span class="visually-hidden"> {words.newTab}</span>
            </a>
          )}
        </h1>
        <p class="facts">
          <span>{words.comments(thread.counts.comments)}</span>
          {thread.waiting > 0 && <span>{words.waiting(thread.waiting)}</span>}
          <span>{thread.site}</span>
          <span>
            {words.began} <Age at={thread.createdAt} isSentence />
          </span>
          {changed && (
            <span>
              {words.changedBy(changed.by.name)} <Age at={changed.at} isSentence />
            </span>
          )}
          <a class="link" href={formatPlace({ ...unfilteredLog(thread.site), thread: thread.id })}>
            {words.log}
          </a>
        </p>
      </header>
      <Steer detail={detail} />
      <Pins detail={detail} />
    </article>
  );
}
