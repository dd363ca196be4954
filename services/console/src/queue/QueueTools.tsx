import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { reasonName, reasonNames } from '../names.ts';
import type { QueuePlace } from '../place/place.ts';
import { Select } from '../shell/Select.tsx';
import { queue as words } from './words.ts';

/** Order and filter of the queue, and what is marked. */
export function QueueTools({ place }: { place: QueuePlace }) {
  const { navigation, queue, marks } = useDesk();
  const marked = marks.value.size;
  if (marked > 0) {
    return (
      <>
        <b>{words.markedCount(marked)}</b>
        <span class="grow" />
        <button type="button" class="quiet" onClick={() => (marks.value = new Set())}>
          {words.unmarkAll} <Keys press="Escape" />
        </button>
      </>
    );
  }
  const go = (change: Partial<QueuePlace>) => navigation.go({ ...place, item: null, ...change });
  const found = queue.state.value.rows.flatMap((row) => row.item.reasons.map((one) => one.reason));
  const reasons = new Set([...Object.keys(reasonNames), ...found, ...(place.reason ? [place.reason] : [])]);
  return (
    <>
      <Select
        label={words.sort}
        isLabelHidden
        value={place.sort}
        onChange={(event) => go({ sort: event.currentTarget.value === 'oldest' ? 'oldest' : 'priority' })}
      >
        <option value="priority">{words.byPriority}</option>
        <option value="oldest">{words.byAge}</option>
      </Select>
      <span class="grow" />
      <Select
        label={words.reason}
        isLabelHidden
        data-filter
        value={place.reason ?? ''}
        class={place.reason ? 'is-set' : undefined}
        onChange={(event) => go({ reason: event.currentTarget.value || null })}
      >
        <option value="">{words.allReasons}</option>
        {[...reasons].map((reason) => (
          <option key={reason} value={reason}>
            {reasonName(reason)}
          </option>
        ))}
      </Select>
    </>
  );
}
