import { OnDemand } from './OnDemand.tsx';
import { useWidget } from './widget.ts';

/** The thread could not be had: what happened, what can be done, and the line that reports it. */
export function LoadFailure() {
  const { t, thread, store } = useWidget();
  return (
    <div class="failure ui" role="alert">
      <p>{t(navigator.onLine ? 'failed' : 'offline')}</p>
      <OnDemand form="FailureCause" />
      <button type="button" class="primary" onClick={() => void thread.load()}>
        {t('retry')}
      </button>
      <button type="button" class="quiet" onClick={() => store.set({ isReporting: true })}>
        {t('reportThis')}
      </button>
    </div>
  );
}
