import type { DecisionAction } from '@parley/contracts/objects';
import { subjects } from '../desk/commands.ts';
import { useDesk } from '../desk/desk-context.ts';
import { ActionBar } from '../item/ActionBar.tsx';
import { formatPlace, type QueuePlace } from '../place/place.ts';
import { ListPane } from '../shell/ListPane.tsx';
import { QueueRow } from './QueueRow.tsx';
import { QueueTools } from './QueueTools.tsx';
import { queue as words } from './words.ts';

export function QueueList({ place }: { place: QueuePlace }) {
  const { queue, navigation } = useDesk();
  const state = queue.state.value;
  const left = place.reason === null && place.state !== 'closed' ? state.counts[place.state] : 0;
  const unloaded = left - state.rows.length - state.waiting.length;
  return (
    <ListPane
      label={words.label(place.state)}
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
        place.reason === null ? (
          <p>{words.empty[place.state]}</p>
        ) : (
          <>
            <p>{words.emptyFiltered}</p>
            <a class="button" href={formatPlace({ ...place, reason: null })}>
              {words.clearFilter}
            </a>
          </>
        )
      }
      selected={place.item}
      next={state.next}
      more={unloaded > 0 ? words.moreOf(unloaded) : words.more}
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
const FOR_SEVERAL: Record<QueuePlace['state'], readonly DecisionAction[]> = {
  open: ['approve', 'reject', 'spam', 'escalate'],
  escalated: ['approve', 'reject', 'spam'],
  closed: ['reopen'],
};

function MarkedActions({ place }: { place: QueuePlace }) {
  const desk = useDesk();
  if (desk.marks.value.size === 0) return null;
  return <ActionBar items={subjects(desk)} offered={FOR_SEVERAL[place.state]} isNotable={false} />;
}
