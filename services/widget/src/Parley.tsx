import { directionOf } from '@parley/contracts/messages/language';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Foot } from './Foot.tsx';
import { Header } from './Header.tsx';
import { LoadFailure } from './LoadFailure.tsx';
import { Notices } from './Notices.tsx';
import { OnDemand } from './OnDemand.tsx';
import { Skeleton } from './Skeleton.tsx';
import { Thread } from './Thread.tsx';
import { useView, useWidget } from './widget.ts';

/** Below this width, in CSS pixels, branches are indented less and less far. */
const NARROW_WIDTH = 520;
const LEVELS_NARROW = 4;
const LEVELS_WIDE = 7;

/** The whole widget. */
export function Parley() {
  const { locale, store } = useWidget();
  const phase = useView((view) => view.phase);
  const isReporting = useView((view) => view.isReporting);
  const section = useLevels();
  return (
    <section
      ref={section}
      class="parley"
      lang={locale}
      // A page that reads from right to left mirrors the widget, whatever its language.
      dir={directionOf(locale) === 'rtl' ? 'rtl' : undefined}
      aria-labelledby="heading"
      aria-busy={phase === 'loading'}
    >
      <Header />
      <Notices />
      {phase === 'loading' && <Skeleton />}
      {phase === 'failed' && <LoadFailure />}
      {phase === 'ready' && <Thread />}
      <Foot />
      <Announcer />
      {isReporting && <OnDemand form="IssuePanel" onEnd={() => store.set({ isReporting: false })} />}
    </section>
  );
}

/** Speaks to those who do not look: politely, and rarely. */
function Announcer() {
  const said = useView((view) => view.said);
  return (
    <p class="unseen" aria-live="polite">
      {said}
    </p>
  );
}

/** Watches how wide the widget is, which decides how many levels can be indented. */
function useLevels() {
  const { store } = useWidget();
  const section = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!section.current) return;
    const watcher = new ResizeObserver(([entry]) => {
      const isNarrow = entry !== undefined && entry.contentRect.width < NARROW_WIDTH;
      const levels = isNarrow ? LEVELS_NARROW : LEVELS_WIDE;
      if (levels !== store.get().levels) store.set({ levels });
    });
    watcher.observe(section.current);
    return () => watcher.disconnect();
  }, [store]);
  return section;
}
