import { useEffect, useState } from 'preact/hooks';
import { useView, useWidget } from '../widget.ts';
import { ReportThis } from './Trouble.tsx';
import { useSpeak } from './use-speak.ts';

/** A connection that comes back within this time, in milliseconds, is nobody's concern. */
const PATIENCE_MS = 8_000;

/** What stands between the reader and what is new, and what they can do about it. */
export function TroubleNotices() {
  const { t: say, thread, store } = useWidget();
  const t = useSpeak();
  const [status, isLinkGone, hasFailed] = useView((view) => [
    view.live.status,
    view.isLinkGone,
    view.failure !== null,
  ]);
  const isLost = useLasting(status === 'offline' || status === 'reconnecting');
  return (
    <>
      {isLinkGone && <p class="notice ui">{t('linkGone')}</p>}
      {hasFailed && (
        <p class="notice ui">
          {say('moreFailed')}
          <button type="button" class="text" onClick={() => void thread.setSort(store.get().sort)}>
            {say('retry')}
          </button>
          <ReportThis />
        </p>
      )}
      {isLost && (
        <p class="notice warn ui">
          {navigator.onLine ? t('reconnecting') : say('offline')}
          {navigator.onLine && <ReportThis />}
        </p>
      )}
    </>
  );
}

/** Whether something has been so for a while. */
function useLasting(is: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!is) {
      setLasts(false);
      return;
    }
    const timer = setTimeout(() => setLasts(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [is]);
  return is && lasts;
}
