import type { ApiError } from '@parley/contracts/client/reader-client';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useView, useWidget } from '../widget.ts';
import type { Sending } from '../writing/attempts.ts';
import { problemText } from './problem-text.ts';
import { isUnproven } from './prove-person.ts';
import { ReportThis } from './Trouble.tsx';
import { useCountdown } from './use-countdown.ts';
import { useSpeak } from './use-speak.ts';

/** Refusals after which the same may go through. */
const AGAIN: readonly string[] = ['not-parley', 'captcha-required'];

type Props = {
  sending: Sending;
  text: string;
  onRetry: () => void;
  onStop: () => void;
  onPostAsNew: () => void;
};

/** Where a post stands when it does not simply go through, and what can be done about it. */
export function SendingStatus(props: Props) {
  const { sending } = props;
  if (sending.state === 'waiting') return <Waiting {...props} sending={sending} />;
  if (sending.state === 'failed') return <Failed {...props} error={sending.error} />;
  return null;
}

function Waiting({
  sending: { why, until },
  onRetry,
  onStop,
}: Props & { sending: Extract<Sending, { state: 'waiting' }> }) {
  const { t: say } = useWidget();
  const t = useSpeak();
  const count = useCountdown(until);
  const text =
    why === 'offline' ? t('retryOnline') : t(why === 'passing' ? 'retryIn' : 'retryLimited', { count });
  return (
    <div class="status warn ui">
      <span aria-hidden={why !== 'offline'}>{text}</span>
      <span class="unseen" role="status">
        {why !== 'offline' && say('draftUnsent')}
      </span>
      <span class="row">
        {why !== 'rate-limited' && (
          <button type="button" class="text" onClick={onRetry}>
            {t('retryNow')}
          </button>
        )}
        <button type="button" class="text" onClick={onStop}>
          {t('retryStop')}
        </button>
        {why === 'passing' && <ReportThis />}
      </span>
    </div>
  );
}

function Failed({ error, text, onRetry, onPostAsNew }: Props & { error: ApiError }) {
  const { t: say, settings } = useWidget();
  const t = useSpeak();
  const isClosed = useView((view) => view.thread?.thread.state === 'closed');
  const [isCopied, setCopied] = useState(false);
  const wait = useWait(error);
  useEffect(() => {
    if (isUnproven(error)) onRetry();
  }, [error]);
  const isGone = error.code === 'thread-closed' || error.code === 'parent-gone' || error.code === 'too-deep';
  const mayHelpToRepeat = error.isPassing || error.status === 401 || AGAIN.includes(error.code);
  return (
    <div class="status bad ui" role="alert">
      {wait ? (
        <>
          <span aria-hidden="true">{t('limitedUntil', { when: wait })}</span>
          <span class="unseen">{t('problem.rate-limited')}</span>
        </>
      ) : (
        <span>{problemText(t, error, settings.ssoToken !== null)}</span>
      )}
      <span class="row">
        {mayHelpToRepeat && !isClosed && (
          <button type="button" class="text" onClick={onRetry}>
            {say('retry')}
          </button>
        )}
        {error.code === 'idempotency-mismatch' && (
          <button type="button" class="text" onClick={onPostAsNew}>
            {t('postAsNew')}
          </button>
        )}
        {isGone && (
          <button
            type="button"
            class="text"
            onClick={() => navigator.clipboard?.writeText(text).then(() => setCopied(true))}
          >
            {t(isCopied ? 'copied' : 'copyText')}
          </button>
        )}
        <ReportThis />
      </span>
    </div>
  );
}

/** In how long a post may be tried again that was asked to wait, in the reader's words; null once it may. */
function useWait({ code, retryAfter }: ApiError): string | null {
  const { locale } = useWidget();
  const seconds = code === 'rate-limited' ? (retryAfter ?? 0) : 0;
  const until = useMemo(() => Date.now() + seconds * 1000, [seconds, code]);
  const left = useCountdown(until);
  if (seconds === 0 || Date.now() >= until) return null;
  const format = new Intl.RelativeTimeFormat(locale);
  return left < 100 ? format.format(left, 'second') : format.format(Math.ceil(left / 60), 'minute');
}
