import { OnDemand } from './OnDemand.tsx';
import { useView, useWidget } from './widget.ts';

/** What a reader must know to understand what they see, in a line each; nothing in quiet times. */
export function Notices() {
  const { t } = useWidget();
  const [isReady, isClosed, isTroubled] = useView(({ phase, thread, live, isLinkGone, failure }) => [
    phase === 'ready',
    thread?.thread.state === 'closed',
    isLinkGone || failure !== null || live.status === 'offline' || live.status === 'reconnecting',
  ]);
  if (!isReady) return null;
  return (
    <div role="status">
      {isClosed && <p class="notice ui">{t('closed')}</p>}
      {isTroubled && <OnDemand form="TroubleNotices" />}
    </div>
  );
}
