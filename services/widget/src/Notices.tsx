import { useEffect, useState } from 'preact/hooks';
import { useView, useWidget } from './widget.ts';

/** A connection that comes back within this time, in milliseconds, is nobody's concern. */
const PATIENCE_MS = 8_000;

/** What a reader must know to understand what they see, in a line each; nothing in quiet times. */
export function Notices() {
  const { t } = useWidget();
  const [isReady, status, isClosed, isLinkGone, hasFailed] = useView((view) => [
    view.phase === 'ready',
    view.live.status,
    view.thread?.thread.state === 'closed',
    view.isLinkGone,
    view.failure !== null,
  ]);
  const isLost = useLasting(isReady && (status === 'offline' || status === 'reconnecting'));
  if (!isReady) return null;
  return (
    <div role="status">
      {isClosed && <p class="notice ui">{t('closed')}</p>}
      {isLinkGone && <p class="notice ui">{t('linkGone')}</p>}
      {hasFailed && <p class="notice ui">{t('moreFailed')}</p>}
      {isLost && <p class="notice warn ui">{t(navigator.onLine ? 'reconnecting' : 'offline')}</p>}
    </div>
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
