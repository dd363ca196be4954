import type { Sort } from '@parley/contracts/objects';
import { useView, useWidget } from './widget.ts';

const SORTS: readonly Sort[] = ['newest', 'oldest', 'top', 'discussed'];

export function Header() {
  const { t, thread, locale, storage } = useWidget();
  const [isReady, count, votes, viewers, sort] = useView((view) => [
    view.phase === 'ready',
    view.thread?.thread.counts.comments ?? 0,
    view.thread?.thread.settings.votes,
    view.live.status === 'live' ? view.viewers : 0,
    view.sort,
  ]);
  const sorts = SORTS.filter((one) => one !== 'top' || votes !== 'off');
  return (
    <header class="header" part="header">
      <h2 id="heading" part="heading" tabIndex={-1}>
        {t('comments')}
      </h2>
      {isReady && <span class="count ui">{new Intl.NumberFormat(locale).format(count)}</span>}
      {viewers > 1 && <span class="viewers ui">{t('readingNow', { count: viewers })}</span>}
      {isReady && count > 1 && (
        <label class="sort ui">
          {t('sort')}
          <select
            value={sort}
            onChange={(event) => {
              const next = event.currentTarget.value as Sort;
              storage.write('sort', next);
              void thread.setSort(next);
            }}
          >
            {sorts.map((one) => (
              <option key={one} value={one}>
                {t(`sort.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
    </header>
  );
}
