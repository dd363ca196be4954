import { EMAIL_MAX_LENGTH, ISSUE_MESSAGE_MAX_LENGTH } from '@parley/contracts/limits';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { makeTicket } from '../make-ticket.ts';
import { useWidget } from '../widget.ts';
import { diagnose } from './diagnosis.ts';
import { composeReport } from './issue-report.ts';
import { useSpeak } from './use-speak.ts';
import { createWaitingReports } from './waiting-reports.ts';

type Outcome = 'open' | 'sending' | 'sent' | 'kept' | 'lost';

/** "Having issues with commenting": what we noticed, what the reader says, exactly what is sent, and its number. */
export function IssuePanel({ onEnd }: { onEnd: () => void }) {
  const { t: say, store, api, settings, findings, storage } = useWidget();
  const t = useSpeak();
  const waitingReports = useMemo(() => createWaitingReports(storage, Date.now), [storage]);
  const [ticket] = useState(makeTicket);
  const [found] = useState(findings);
  const [message, setMessage] = useState('');
  const [email, setEmail] = useState('');
  const [outcome, setOutcome] = useState<Outcome>('open');
  const [isCopied, setCopied] = useState(false);
  const dialog = useModal();
  const report = composeReport({ ticket, site: settings.site, message, email }, found, {
    page: location.href,
    userAgent: navigator.userAgent,
    language: navigator.language,
    width: innerWidth,
    head: store.get().thread?.head ?? null,
  });
  const json = JSON.stringify(report, null, 2);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    setOutcome('sending');
    try {
      await api.reportIssue(report);
      waitingReports.drop(ticket);
      setOutcome('sent');
    } catch {
      waitingReports.keep(report);
      setOutcome(storage.isBlocked ? 'lost' : 'kept');
    }
  }
  const troubles = diagnose(found);
  return (
    <dialog ref={dialog} aria-labelledby="issue-title" onClose={onEnd}>
      <form onSubmit={(event) => void send(event)}>
        <h2 id="issue-title">{t('issueTitle')}</h2>
        {outcome === 'sent' ? (
          <p role="status">{t('issueSent')}</p>
        ) : (
          <>
            <p>{t('issueIntro')}</p>
            {troubles.length > 0 && (
              <div class="found">
                <b>{t('issueFound')}</b>
                <ul>
                  {troubles.map((trouble) => (
                    <li key={trouble}>{t(`diagnosis.${trouble}`)}</li>
                  ))}
                </ul>
              </div>
            )}
            <label>
              {t('issueMessage')}
              <textarea
                class="field"
                rows={4}
                maxLength={ISSUE_MESSAGE_MAX_LENGTH}
                value={message}
                onInput={(event) => setMessage(event.currentTarget.value)}
              />
            </label>
            <label>
              {t('issueEmail')}
              <input
                class="field"
                type="email"
                maxLength={EMAIL_MAX_LENGTH}
                autocomplete="email"
                value={email}
                onInput={(event) => setEmail(event.currentTarget.value)}
              />
            </label>
            <details>
              <summary>{t('issueJson')}</summary>
              <textarea class="field" readOnly value={json} aria-label={t('issueJson')} />
            </details>
          </>
        )}
        {outcome === 'kept' && <p role="alert">{t('issueKept')}</p>}
        {outcome === 'lost' && <p role="alert">{t('issueLost')}</p>}
        <p class="ticket">{t('issueTicket', { ticket })}</p>
        <div class="row">
          {outcome !== 'sent' && (
            <button type="submit" class="primary" disabled={outcome === 'sending'}>
              {outcome === 'sending' ? t('issueSending') : outcome === 'open' ? t('issueSend') : say('retry')}
            </button>
          )}
          {(outcome === 'kept' || outcome === 'lost') && (
            <button
              type="button"
              class="bordered"
              onClick={() => navigator.clipboard?.writeText(json).then(() => setCopied(true))}
            >
              {isCopied ? t('copied') : t('issueCopy')}
            </button>
          )}
          <button type="button" class="bordered" onClick={() => dialog.current?.close()}>
            {outcome === 'sent' ? t('close') : say('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return dialog;
}
