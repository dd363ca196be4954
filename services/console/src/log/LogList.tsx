import { useDesk } from '../desk/desk-context.ts';
import { formatPlace, isNarrowed, type LogPlace, unfilteredLog } from '../place/place.ts';
import { queue as queueWords } from '../queue/words.ts';
import { Button } from '../shell/Button.tsx';
import { ListPane } from '../shell/ListPane.tsx';
import { exactDay } from '../time/time-words.ts';
import { ChainMark } from './ChainMark.tsx';
import { LogRow } from './LogRow.tsx';
import { LogSearch } from './LogSearch.tsx';
import { isEvent } from './log-store.ts';
import { log as words } from './words.ts';

/** Who did what, newest first; beside it the item that an entry speaks of. */
export function LogList({ place }: { place: LogPlace }) {
  const { log } = useDesk();
  const entries = log.entries.value;
  const opened = entries.find((entry) => isEvent(entry) && entry.item === place.item);
  const selected = log.selected.value ?? opened?.id ?? null;
  const searchedTo = log.extra.value?.searchedTo ?? null;
  const more = searchedTo === null ? words.more : words.further(exactDay(searchedTo));
  return (
    <ListPane
      label={words.label}
      tools={<LogSearch key={formatPlace({ ...place, item: null })} place={place} />}
      status={log.status.value}
      problem={log.problem.value}
      failed={words.failed}
      onRetry={() => void log.open({ ...place, item: null })}
      rowCount={entries.length}
      empty={
        <>
          {searchedTo !== null && (
            <>
              <p>{words.emptySoFar(exactDay(searchedTo))}</p>
              <Button class="button" isOff={log.isLoadingMore.value} onClick={() => void log.more()}>
                {log.isLoadingMore.value ? queueWords.loadingMore : more}
              </Button>
            </>
          )}
          {searchedTo === null && <p>{isNarrowed(place) ? words.emptySearch : words.empty}</p>}
          {isNarrowed(place) && (
            <p>
              <a class="button" href={formatPlace(unfilteredLog(place.site))}>
                {words.clear}
              </a>
            </p>
          )}
        </>
      }
      selected={selected}
      next={log.next.value}
      more={more}
      moreBusy={log.isLoadingMore.value ? queueWords.loadingMore : null}
      onMore={() => void log.more()}
      foot={<ChainMark />}
    >
      {entries.map((entry) => (
        <LogRow key={entry.id} entry={entry} place={place} isSelected={entry.id === selected} />
      ))}
    </ListPane>
  );
}
