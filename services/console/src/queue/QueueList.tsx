import { QUEUE_COUNT_MAX } from '@parley/contracts/limits';
import type { DecisionAction, ReviewState } from '@parley/contracts/objects';
import { subjects } from '../desk/commands.ts';
import { useDesk } from '../desk/desk-context.ts';
import { ActionBar } from '../item/ActionBar.tsx';
import { formatPlace } from '../place/place.ts';
import { isFiltered, LANE_QUERIES, type QueuePlace, wholeLane } from '../place/queue-place.ts';
import { ListPane } from '../shell/ListPane.tsx';
import { QueueRow } from './QueueRow.tsx';
import { QueueTools } from './QueueTools.tsx';
import { countOf } from './queue-counts.ts';
import { queue as words } from './words.ts';

export function QueueList({ place }: { place: QueuePlace }) {
  const { queue, navigation } = useDesk();
  const state = queue.state.value;
  const left = isFiltered(place) ? 0 : (countOf(state.counts, place.lane) ?? 0);
  const unloaded = left - state.rows.length - state.waiting.length;
  return (
    <ListPane
      label={words.label(place.lane)}
      tools={<QueueTools place={place} />}
      status={queue.status.value}
      problem={queue.problem.value}
      failed={words.failed}
      onRetry={() => void queue.reload()}
      rowCount={state.rows.length}
      pill={
        state.waiting.length > 0 ? { words: words.waiting(state.waiting.length), onPress: queue.letIn } : null
      }
      empty={
        !isFiltered(place) ? (
          <p>{words.empty[place.lane]}</p>
        ) : (
          <>
            <p>{words.emptyFiltered}</p>
            <a class="button" href={formatPlace(wholeLane(place.lane, place.site))}>
              {words.clearFilter}
            </a>
          </>
        )
      }
      selected={place.item}
      next={state.next}
      more={unloaded > 0 && left < QUEUE_COUNT_MAX ? words.moreOf(unloaded) : words.more}
      moreBusy={queue.isLoadingMore.value ? words.loadingMore : null}
      onMore={() => void queue.more()}
      foot={<MarkedActions place={place} />}
    >
      {state.rows.map((row) => (
        <QueueRow
          key={row.item.id}
          row={row}
          href={formatPlace({ ...place, item: row.item.id })}
          isSelected={row.item.id === place.item}
          onOpen={() => navigation.go({ ...place, item: row.item.id })}
        />
      ))}
    </ListPane>
  );
}

/** The service says for each item what may be done; for several it is what their list allows. */
const FOR_SEVERAL: Record<ReviewState, readonly DecisionAction[]> = {
  open: ['approve', 'reject', 'spam', 'escalate'],
  escalated: ['approve', 'reject', 'spam'],
  closed: ['reopen'],
};

function MarkedActions({ place }: { place: QueuePlace }) {
  const desk = useDesk();
  if (desk.marks.value.size === 0) return null;
  return (
    <ActionBar
      items={subjects(desk)}
      offered={FOR_SEVERAL[LANE_QUERIES[place.lane].state]}
      isNotable={false}
    />
  );
}
