import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { formatPlace } from '../place/place.ts';
import { durationWords } from '../time/time-words.ts';
import { statistics as words } from './words.ts';

/** A median moves slowly, and counting it is work for the service. */
const REFRESH_EVERY_MS = 5 * 60_000;

/** How fast decisions are made these days, and the way to all figures. Silent while nobody has decided anything. */
export function Pace() {
  const { pace, navigation } = useDesk();
  const { site } = navigation.place.value;
  useEffect(() => {
    void pace.show(site);
    const timer = setInterval(() => {
      if (!document.hidden) void pace.refresh();
    }, REFRESH_EVERY_MS);
    return () => clearInterval(timer);
  }, [pace, site]);
  const stats = pace.value.value;
  if (stats === null || stats.medianMs === null || stats.site !== site) return null;
  return (
    <a
      class="pace"
      href={formatPlace({ view: 'statistics', days: 7, site })}
      title={words.paceOf(stats.decided)}
    >
      {words.median} <b>{durationWords(stats.medianMs)}</b>
    </a>
  );
}
