import { useView, useWidget } from './widget.ts';

/** The thread could not be had: what happened, what can be done, and the line that reports it. */
export function LoadFailure() {
  const { t, thread, store } = useWidget();
  const failure = useView((view) => view.failure);
  const what = failure?.code === 'origin-not-allowed' ? t('problem.origin-not-allowed') : t('failed');
  return (
    <div class="failure ui" role="alert">
      <p>{navigator.onLine ? what : t('offline')}</p>
      <button type="button" class="primary" onClick={() => void thread.load()}>
        {t('retry')}
      </button>
      <button type="button" class="quiet" onClick={() => store.set({ isReporting: true })}>
        {t('reportThis')}
      </button>
    </div>
  );
}
