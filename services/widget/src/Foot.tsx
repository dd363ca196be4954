import { useView, useWidget } from './widget.ts';

/** The line for readers in trouble, and other ways to read. */
export function Foot() {
  const { t, store, settings, locale } = useWidget();
  const thread = useView((view) => view.thread?.head && view.thread.thread.id);
  return (
    <footer class="foot ui" part="foot">
      <button type="button" class="quiet" onClick={() => store.set({ isReporting: true })}>
        {t('report')}
      </button>
      {thread ? (
        <a href={`${settings.api}/v1/threads/${thread}/feed.atom?lang=${locale}`}>{t('feed')}</a>
      ) : null}
      <a href={settings.plainPage}>{t('plainPage')}</a>
    </footer>
  );
}
