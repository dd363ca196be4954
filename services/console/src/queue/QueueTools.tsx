import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { reasonName, reasonNames } from '../names.ts';
import { AGES, type QueuePlace, SORTS } from '../place/queue-place.ts';
import { CloseIcon } from '../shell/icons.tsx';
import { Select } from '../shell/Select.tsx';
import { queue as words } from './words.ts';

/** Order and filter of the queue, and what is marked. */
export function QueueTools({ place }: { place: QueuePlace }) {
  const { navigation, marks } = useDesk();
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
  return (
    <>
      <Select
        label={words.sort}
        isLabelHidden
        value={place.sort}
        onChange={(event) => {
          const { value } = event.currentTarget;
          go({ sort: SORTS.find((sort) => sort === value) ?? place.sort });
        }}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {words.sorts(place.lane)[sort]}
          </option>
        ))}
      </Select>
      <ReasonFilter place={place} onChoose={(reason) => go({ reason })} />
      <Select
        label={words.age}
        isLabelHidden
        value={place.age ?? ''}
        class={place.age ? 'is-set' : undefined}
        onChange={(event) => {
          const { value } = event.currentTarget;
          go({ age: AGES.find((age) => age === value) ?? null });
        }}
      >
        <option value="">{words.allAges}</option>
        {AGES.map((age) => (
          <option key={age} value={age}>
            {words.ages[age]}
          </option>
        ))}
      </Select>
      <FilterChips place={place} onDrop={go} />
    </>
  );
}

function ReasonFilter({ place, onChoose }: { place: QueuePlace; onChoose: (reason: string | null) => void }) {
  const { queue } = useDesk();
  const found = queue.state.value.rows.flatMap((row) => row.item.reasons.map((one) => one.reason));
  const chosen = place.reason === null ? [] : [place.reason];
  const reasons = [...new Set([...Object.keys(reasonNames), ...found, ...chosen])];
  const [flags, others] = [reasons.filter(isFlag), reasons.filter((reason) => !isFlag(reason))];
  const options = (some: string[]) =>
    some.map((reason) => (
      <option key={reason} value={reason}>
        {reasonName(reason)}
      </option>
    ));
  return (
    <Select
      label={words.reason}
      isLabelHidden
      data-filter
      value={place.reason ?? ''}
      class={place.reason ? 'is-set' : undefined}
      onChange={(event) => onChoose(event.currentTarget.value || null)}
    >
      <option value="">{words.allReasons}</option>
      <optgroup label={words.flagGroup}>{options(flags)}</optgroup>
      <optgroup label={words.screeningGroup}>{options(others)}</optgroup>
    </Select>
  );
}

const isFlag = (reason: string) => reason.startsWith('flag:');

/** An author or a page is chosen from an item; here it is named and let go of. */
function FilterChips({
  place,
  onDrop,
}: {
  place: QueuePlace;
  onDrop: (change: Partial<QueuePlace>) => void;
}) {
  const { queue } = useDesk();
  const items = queue.state.value.rows.map((row) => row.item);
  const author = items.find(({ comment }) => comment.author?.id === place.author)?.comment.author?.name;
  const title = items.find(({ thread }) => thread.id === place.thread)?.thread.title;
  const chips = [
    place.author === null
      ? null
      : { words: author ? words.byAuthor(author) : words.anAuthor, change: { author: null } },
    place.thread === null
      ? null
      : { words: title ? words.inThread(title) : words.aThread, change: { thread: null } },
  ].filter((chip) => chip !== null);
  return (
    <>
      {chips.map((chip) => (
        <button
          key={chip.words}
          type="button"
          class="chip"
          aria-label={words.dropFilter(chip.words)}
          onClick={() => onDrop(chip.change)}
        >
          <span>{chip.words}</span> <CloseIcon />
        </button>
      ))}
    </>
  );
}
