import { SEARCH_MAX_LENGTH } from '@parley/contracts/limits';
import { useDesk } from '../desk/desk-context.ts';

type Props = { label: string; submit: string; value: string | null; onFind: (words: string | null) => void };

/** Words to look for, sent with Enter, which leads to the list: what is typed is not yet what is asked. */
export function SearchForm({ label, submit, value, onFind }: Props) {
  const desk = useDesk();
  const find = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    onFind(String(new FormData(form).get('q') ?? '').trim() || null);
    desk.focusWish.value = 'list';
  };
  return (
    <form class="search-form" onSubmit={find}>
      <label class="log-words">
        <span class="visually-hidden">{label}</span>
        <input
          type="search"
          name="q"
          data-filter
          maxLength={SEARCH_MAX_LENGTH}
          placeholder={label}
          defaultValue={value ?? ''}
        />
      </label>
      <button type="submit" class="button">
        {submit}
      </button>
    </form>
  );
}
