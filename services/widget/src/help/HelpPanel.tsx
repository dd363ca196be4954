import { EMAIL_MAX_LENGTH, ISSUE_MESSAGE_MAX_LENGTH } from '@parley/contracts/limits';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useStore } from '../store.ts';
import type { Desk } from './desk.ts';
import { EarlierReports } from './EarlierReports.tsx';
import { Noticed } from './Noticed.tsx';
import { NotThrough } from './NotThrough.tsx';
import type { HelpWords } from './words.ts';

export type HelpPlace = {
  desk: Desk;
  t: HelpWords;
  locale: string;
  /** Origin of the service; its host is what a blocker may have to be told. */
  api: string;
  host: string;
  /** The mail address of whoever runs the comments. */
  contact: string | null;
};

/** "Having issues with commenting": what we noticed, what the reader says, exactly what is sent, and its number. */
export function HelpPanel({ place, onEnd }: { place: HelpPlace; onEnd: () => void }) {
  const { desk, t, host, locale } = place;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [ticket, outcome] = useStore(desk.view, (view) => [view.ticket, view.outcome]);
  useLayoutEffect(() => {
    desk.enter();
    dialog.current?.showModal();
    // Whoever listens hears what was noticed before they are asked what happened.
    heading.current?.focus();
  }, [desk]);
  const isOver = outcome === 'sent' || outcome === 'kept' || outcome === 'lost';
  useEffect(() => {
    if (isOver) heading.current?.focus();
  }, [isOver]);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="issue-title" onClose={onEnd}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void desk.send();
        }}
      >
        <h2 id="issue-title" ref={heading} tabIndex={-1}>
          {t('issueTitle')}
        </h2>
        {!isOver && <p>{t('issueIntro')}</p>}
        <p role="status">{isOver && t(TOLD[outcome])}</p>
        {outcome !== 'sent' && <Noticed diagnosis={desk.diagnosis} t={t} host={host} />}
        {!isOver && <Fields desk={desk} t={t} />}
        <p role="status">{!isOver && outcome !== 'open' && t(TOLD[outcome])}</p>
        <p class="ticket">
          {t('issueTicket', { ticket })}
          <br />
          {t('issueKeptFor')}
        </p>
        <div class="row">
          {outcome !== 'sent' && (
            <button type="submit" class="primary" aria-disabled={outcome === 'sending'}>
              {t(outcome === 'open' || outcome === 'sending' ? 'issueSend' : 'retry')}
            </button>
          )}
          <button type="button" class="bordered" onClick={() => dialog.current?.close()}>
            {t(isOver ? 'close' : 'cancel')}
          </button>
        </div>
      </form>
      {(outcome === 'kept' || outcome === 'lost') && <NotThrough place={place} />}
      <EarlierReports desk={desk} t={t} locale={locale} />
    </dialog>
  );
}

const TOLD = {
  sending: 'issueSending',
  sent: 'issueSent',
  kept: 'issueKept',
  lost: 'issueLost',
  refused: 'issueRefused',
} as const;

function Fields({ desk, t }: { desk: Desk; t: HelpWords }) {
  const view = useStore(desk.view, (all) => all);
  // What is shown is made anew whenever that changes which it is made of.
  useStore(desk.diagnosis, (found) => found);
  const json = JSON.stringify(desk.report(), null, 2);
  return (
    <>
      <label>
        {t('issueMessage')}
        <textarea
          class="field"
          rows={4}
          dir="auto"
          maxLength={ISSUE_MESSAGE_MAX_LENGTH}
          value={view.message}
          onInput={(event) => desk.set({ message: event.currentTarget.value })}
        />
      </label>
      {view.draft !== null && (
        <label class="choice">
          <input
            type="checkbox"
            checked={view.isDraftSent}
            onChange={(event) => desk.set({ isDraftSent: event.currentTarget.checked })}
          />
          {t('issueDraft')}
        </label>
      )}
      <label>
        {t('issueEmail')}
        <input
          class="field"
          type="email"
          maxLength={EMAIL_MAX_LENGTH}
          autocomplete="email"
          value={view.email}
          onInput={(event) => desk.set({ email: event.currentTarget.value })}
        />
      </label>
      <details>
        <summary>{t('issueJson')}</summary>
        <textarea class="field" dir="ltr" readOnly value={json} aria-label={t('issueJson')} />
      </details>
    </>
  );
}
