import type { ApiError } from '@parley/contracts/client/api-client';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { log as logWords } from '../log/words.ts';
import { shell } from '../messages.ts';
import { formatPlace, type LogPlace, type Place, withOpened } from '../place/place.ts';
import type { QueuePlace } from '../place/queue-place.ts';
import { BackIcon } from '../shell/icons.tsx';
import { ActionBar } from './ActionBar.tsx';
import { ItemDetail } from './ItemDetail.tsx';
import { item as words } from './words.ts';

/** The right pane: an item with its evidence, and below it what can be done. */
export function ItemPane({ place }: { place: QueuePlace | LogPlace }) {
  const desk = useDesk();
  const pane = useRef<HTMLElement>(null);
  const entry =
    place.item === null ? null : (desk.details.entries.value[place.item] ?? { status: 'loading' });
  // Beside a list that is on its way stands its first item, once it is here.
  const isComing = entry === null && place.view === 'queue' && desk.queue.status.value === 'loading';
  const isMarking = place.view === 'queue' && desk.marks.value.size > 0;
  const wish = desk.focusWish.value;

  useEffect(() => {
    pane.current?.scrollTo(0, 0);
  }, [place.item]);
  useEffect(() => {
    // A key may have led elsewhere since.
    if (wish !== 'detail' || desk.focusWish.value !== wish) return;
    pane.current?.querySelector<HTMLElement>('h1')?.focus();
    desk.focusWish.value = null;
  }, [wish, desk]);

  return (
    <div class="detail-pane" data-detail>
      {place.item !== null && (
        <a class="back" href={formatPlace(withOpened(place, null))}>
          <BackIcon /> {shell.back}
        </a>
      )}
      <section class="detail" ref={pane} tabIndex={-1} aria-label={words.label}>
        {entry === null && !isComing && (
          <p class="said">{invitation(place, desk.queue.state.value.rows.length)}</p>
        )}
        {(isComing || entry?.status === 'loading') && <DetailSkeleton />}
        {entry?.status === 'failed' && (
          <div class="said" role="alert">
            <p>{isMissing(entry.error) ? words.missing : words.failed}</p>
            {!isMissing(entry.error) && <p class="quiet-text">{entry.error.message}</p>}
            {place.item !== null && !isMissing(entry.error) && (
              <button type="button" class="button" onClick={() => desk.details.show(place.item ?? '')}>
                {shell.retry}
              </button>
            )}
          </div>
        )}
        {entry?.status === 'ready' && <ItemDetail entry={entry} />}
      </section>
      {entry?.status === 'ready' && !isMarking && (
        <ActionBar items={[entry.detail.item]} offered={entry.detail.actions} isNotable />
      )}
    </div>
  );
}

/** An id that nothing could have is that of nothing. */
function isMissing({ code }: ApiError): boolean {
  return code === 'not-found' || code === 'validation-failed';
}

/** An empty list says so itself. */
function invitation(place: Place, rows: number): string | null {
  if (place.view === 'log') return logWords.none;
  return rows > 0 ? words.none : null;
}

function DetailSkeleton() {
  return (
    <div class="detail-skeleton" aria-hidden="true">
      <i class="bone title" />
      <i class="bone short" />
      <i class="bone block" />
      <i class="bone" />
      <i class="bone medium" />
    </div>
  );
}
