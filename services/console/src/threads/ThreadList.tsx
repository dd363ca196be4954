import type { ModeratedThread } from '@parley/contracts/room-objects';
import { useDesk } from '../desk/desk-context.ts';
import { formatPlace, type ThreadsPlace, threadsPlace } from '../place/place.ts';
import { queue as queueWords } from '../queue/words.ts';
import { ListPane } from '../shell/ListPane.tsx';
import { SearchForm } from '../shell/SearchForm.tsx';
import { Select } from '../shell/Select.tsx';
import { Age } from '../time/Age.tsx';
import { exactDay } from '../time/time-words.ts';
import { threads as words } from './words.ts';

export function ThreadList({ place }: { place: ThreadsPlace }) {
  const { threads } = useDesk();
  const { list } = threads;
  const searchedTo = list.extra.value?.searchedTo ?? null;
  const more = searchedTo === null ? words.more : words.further(exactDay(searchedTo));
  const isNarrowed = place.q !== null || place.state !== null;
  return (
    <ListPane
      label={words.label}
      tools={<Tools key={place.q} place={place} />}
      status={list.status.value}
      problem={list.problem.value}
      failed={words.failed}
      onRetry={() => void threads.open({ ...place, thread: null })}
      rowCount={list.entries.value.length}
      empty={
        <>
          <p>
            {searchedTo !== null
              ? words.emptySoFar(exactDay(searchedTo))
              : isNarrowed
                ? words.emptySearch
                : words.empty}
          </p>
          {searchedTo !== null && (
            <button type="button" class="button" onClick={() => void list.more()}>
              {list.isLoadingMore.value ? queueWords.loadingMore : more}
            </button>
          )}
          {isNarrowed && (
            <p>
              <a class="button" href={formatPlace(threadsPlace(place.site))}>
                {words.clear}
              </a>
            </p>
          )}
        </>
      }
      selected={place.thread}
      next={list.next.value}
      more={more}
      moreBusy={list.isLoadingMore.value ? queueWords.loadingMore : null}
      onMore={() => void list.more()}
    >
      {list.entries.value.map((thread) => (
        <ThreadRow key={thread.id} thread={thread} place={place} />
      ))}
    </ListPane>
  );
}

function Tools({ place }: { place: ThreadsPlace }) {
  const { navigation } = useDesk();
  const go = (change: Partial<ThreadsPlace>) => navigation.go({ ...place, thread: null, ...change });
  return (
    <div class="room-tools">
      <SearchForm label={words.search} submit={words.find} value={place.q} onFind={(q) => go({ q })} />
      <div class="room-selects">
        {place.q === null && (
          <Select
            label={words.order}
            isLabelHidden
            value={place.order}
            onChange={(event) => go({ order: event.currentTarget.value === 'newest' ? 'newest' : 'active' })}
          >
            <option value="active">{words.byActivity}</option>
            <option value="newest">{words.byAge}</option>
          </Select>
        )}
        <Select
          label={words.state}
          isLabelHidden
          value={place.state ?? ''}
          class={place.state ? 'is-set' : undefined}
          onChange={(event) => {
            const { value } = event.currentTarget;
            go({ state: value === 'open' || value === 'closed' ? value : null });
          }}
        >
          <option value="">{words.anyState}</option>
          <option value="open">{words.open}</option>
          <option value="closed">{words.closed}</option>
        </Select>
      </div>
    </div>
  );
}

function ThreadRow({ thread, place }: { thread: ModeratedThread; place: ThreadsPlace }) {
  const { moderator } = useDesk();
  const { premoderation, slowModeSeconds } = thread.own;
  return (
    <li class="row room-row">
      <a
        href={formatPlace({ ...place, thread: thread.id })}
        data-row
        aria-current={thread.id === place.thread || undefined}
      >
        <span class="row-head">
          <b class="room-title">{thread.title || thread.url || words.untitled}</b>
          <Age at={thread.activeAt ?? thread.createdAt} />
        </span>
        <span class="tags">
          <span class="tag">{words.comments(thread.counts.comments)}</span>
          {thread.waiting > 0 && <span class="tag warn">{words.waiting(thread.waiting)}</span>}
          {thread.state === 'closed' && <span class="tag">{words.closedTag}</span>}
          {premoderation !== null && <span class="tag">{words.premoderatedTag[premoderation]}</span>}
          {slowModeSeconds > 0 && <span class="tag">{words.slowTag(slowModeSeconds)}</span>}
          {moderator.sites.length > 1 && <span class="tag">{thread.site}</span>}
        </span>
      </a>
    </li>
  );
}
