import { LOG_TEXT_MAX_LENGTH } from '@parley/contracts/limits';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { formatPlace, isNarrowed, LOG_FILTERS, type LogFilter, type LogPlace } from '../place/place.ts';
import { CloseIcon } from '../shell/icons.tsx';
import { Select } from '../shell/Select.tsx';
import { kindNames, log as words } from './words.ts';

/** Words to look for, and behind a button who, what and when. Each is part of the address. */
export function LogSearch({ place }: { place: LogPlace }) {
  const desk = useDesk();
  const { navigation } = desk;
  const [isOpen, setOpen] = useState(isNarrowed({ ...place, text: null }));
  const go = (change: Partial<LogFilter>) => navigation.go({ ...place, item: null, ...change });
  const find = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    go({ text: String(new FormData(form).get('text') ?? '').trim() || null });
    desk.focusWish.value = 'list';
  };
  return (
    <search class="log-search">
      <form onSubmit={find}>
        <label class="log-words">
          <span class="visually-hidden">{words.search}</span>
          <input
            type="search"
            name="text"
            data-filter
            maxLength={LOG_TEXT_MAX_LENGTH}
            placeholder={words.searchHint}
            defaultValue={place.text ?? ''}
          />
        </label>
        <button type="submit" class="button">
          {words.find}
        </button>
        <button type="button" class="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {words.filters}
        </button>
      </form>
      {isOpen && <Filters place={place} onChange={go} />}
      <Narrowed place={place} />
    </search>
  );
}

type FiltersProps = { place: LogPlace; onChange: (change: Partial<LogFilter>) => void };

function Filters({ place, onChange }: FiltersProps) {
  const { log, moderator } = useDesk();
  const staff = log.staff.value.value?.staff ?? [moderator];
  return (
    <div class="log-filters">
      <Select
        label={words.who}
        value={place.actor ?? ''}
        class={place.actor ? 'is-set' : undefined}
        onChange={(event) => onChange({ actor: event.currentTarget.value || null })}
      >
        <option value="">{words.anybody}</option>
        {staff.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="screening">{words.screening}</option>
      </Select>
      <Select
        label={words.what}
        value={place.kind ?? ''}
        class={place.kind ? 'is-set' : undefined}
        onChange={(event) => onChange({ kind: event.currentTarget.value || null })}
      >
        <option value="">{words.anything}</option>
        {Object.entries(kindNames).map(([kind, name]) => (
          <option key={kind} value={kind}>
            {name}
          </option>
        ))}
      </Select>
      {(['from', 'until'] as const).map((name) => (
        <label key={name}>
          {words[name]}
          <input
            type="date"
            value={place[name] ?? ''}
            onChange={(event) => onChange({ [name]: event.currentTarget.value || null })}
          />
        </label>
      ))}
    </div>
  );
}

/** What the list is narrowed to, each with a link to the list without it. */
function Narrowed({ place }: { place: LogPlace }) {
  const { log, moderator } = useDesk();
  const staff = log.staff.value.value?.staff ?? [moderator];
  const nameOf: Record<keyof LogFilter, (value: string) => string> = {
    actor: (id) => words.byActor(staff.find((one) => one.id === id)?.name ?? words.screening),
    kind: (kind) => kindNames[kind] ?? kind,
    author: () => words.onlyAuthor,
    thread: () => words.onlyThread,
    comment: () => words.onlyComment,
    text: (text) => `“${text}”`,
    from: (day) => `${words.from.toLowerCase()} ${day}`,
    until: (day) => `${words.until.toLowerCase()} ${day}`,
  };
  const set = LOG_FILTERS.filter((name) => place[name] !== null);
  if (set.length === 0) return null;
  return (
    <ul class="narrowed">
      {set.map((name) => {
        const what = nameOf[name](place[name] ?? '');
        return (
          <li key={name}>
            <a href={formatPlace({ ...place, item: null, [name]: null })} aria-label={words.remove(what)}>
              {what} <CloseIcon />
            </a>
          </li>
        );
      })}
    </ul>
  );
}
