import { useStore } from '../store.ts';
import type { Desk, EarlierReport } from './desk.ts';
import type { HelpWords } from './words.ts';

/** Reports that were made on this device, what became of them, and the way to have them deleted. */
export function EarlierReports({ desk, t, locale }: { desk: Desk; t: HelpWords; locale: string }) {
  const [earlier, deletion] = useStore(desk.view, (view) => [view.earlier, view.deletion]);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  if (earlier.length === 0 && deletion === null) return null;
  return (
    <section class="earlier">
      <h3 id="issue-earlier" tabIndex={-1}>
        {t('issueEarlier')}
      </h3>
      <ul>
        {earlier.map((one) => (
          <li key={one.ticket}>
            <p>
              <time dateTime={new Date(one.at).toISOString()}>{day.format(one.at)}</time>{' '}
              <span class="ticket">{t('issueTicket', { ticket: one.ticket })}</span>
            </p>
            <p>{t(stateKey(one))}</p>
            {one.publicNote && <blockquote dir="auto">{one.publicNote}</blockquote>}
            {one.state !== 'gone' && (
              <button
                type="button"
                class="text"
                aria-label={`${t('delete')}: ${t('issueTicket', { ticket: one.ticket })}`}
                onClick={(event) => {
                  // The button is going to disappear; whoever stands on it is taken along.
                  const heading = event.currentTarget.closest('section')?.querySelector('h3');
                  void desk.forget(one.ticket).then(() => heading?.focus());
                }}
              >
                {t('delete')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p role="status">{deletion && t(deletion === 'done' ? 'issueDeleted' : 'issueNotDeleted')}</p>
    </section>
  );
}

const STATES = {
  waiting: 'issueState.waiting',
  received: 'issueState.received',
  new: 'issueState.received',
  triaged: 'issueState.triaged',
  investigating: 'issueState.investigating',
  fixed: 'issueState.fixed',
  closed: 'issueState.closed',
  duplicate: 'issueState.duplicate',
  wontfix: 'issueState.wontfix',
  'user-side': 'issueState.user-side',
  gone: 'issueState.gone',
} as const;

/** A service that is newer than this script may know states that it does not. */
function stateKey({ state }: EarlierReport) {
  return state !== null && state in STATES ? STATES[state as keyof typeof STATES] : 'issueState.unknown';
}
