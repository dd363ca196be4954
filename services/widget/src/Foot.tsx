import { useWidget } from './widget.ts';

export function Foot() {
  const { t, store } = useWidget();
  return (
    <footer class="foot">
      <button type="button" class="quiet" onClick={() => store.set({ isReporting: true })}>
        {t('report')}
      </button>
    </footer>
  );
}
