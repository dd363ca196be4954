import { useView, useWidget } from '../widget.ts';
import { useSpeak } from './use-speak.ts';

/** How much of what is new since the last visit is not seen yet, and a way from one to the next. */
export function SinceVisit() {
  const { store, navigation } = useWidget();
  const t = useSpeak();
  const unseen = useView(({ sinceVisit, fresh }) => sinceVisit.filter((id) => fresh.has(id)));
  const [next] = unseen;
  if (!next) return null;

  function show(id: string): void {
    // Shown is seen: the button goes on to the next.
    store.set({ sinceVisit: store.get().sinceVisit.filter((one) => one !== id) });
    void navigation.goTo(id);
  }
  return (
    <div class="since ui">
      <span>{t('newSinceVisit', { count: unseen.length })}</span>
      <button type="button" class="text" onClick={() => show(next)}>
        {t('nextNew')}
      </button>
      <button type="button" class="quiet" onClick={() => store.set({ sinceVisit: [], fresh: new Set() })}>
        {t('allSeen')}
      </button>
    </div>
  );
}
