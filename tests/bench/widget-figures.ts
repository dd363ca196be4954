import type { Page } from 'playwright-core';

/** What a reader would feel of one phase; times in milliseconds. */
export type Figures = {
  /** From the last byte of the first slice to the frame that shows a comment; only after loading. */
  firstCommentMs: number | null;
  longTasks: number;
  longestTaskMs: number;
  /** Share of frames that came later than 50 ms after the one before, in percent. */
  lateFrames: number;
  /** Cumulative layout shift, shifts within half a second of a press apart. */
  layoutShift: number;
  elements: number;
  articles: number;
};

type Watch = {
  tasks: { at: number; ms: number }[];
  shifts: { at: number; value: number; what: string }[];
  frames: number[];
  firstCommentAt: number | null;
  since: number;
};
type Watched = Window & { watched: Watch };

/** Runs in the page before all else: notes long tasks, layout shifts, frames and the first comment. */
export function watchPage(): void {
  const watched: Watch = { tasks: [], shifts: [], frames: [], firstCommentAt: null, since: 0 };
  (window as unknown as Watched).watched = watched;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      watched.tasks.push({ at: startTime, ms: duration });
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources?: { previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
    })[]) {
      // What lies in a shadow root is not named: where it was and came to is.
      const what = (entry.sources ?? [])
        .map(
          ({ previousRect: from, currentRect: to }) => `${from.top}+${from.height} to ${to.top}+${to.height}`,
        )
        .join(' | ');
      if (!entry.hadRecentInput) watched.shifts.push({ at: entry.startTime, value: entry.value, what });
    }
  }).observe({ type: 'layout-shift', buffered: true });
  const frame = (now: number) => {
    watched.frames.push(now);
    const shadow = document.querySelector('parley-comments')?.shadowRoot;
    if (watched.firstCommentAt === null && shadow?.querySelector('article')) {
      watched.firstCommentAt = -1;
      // The frame after the one that drew it.
      requestAnimationFrame(() => setTimeout(() => (watched.firstCommentAt = performance.now())));
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** The figures since they were last read. */
export async function readFigures(page: Page): Promise<Figures> {
  const { figures, shifts } = await page.evaluate(() => {
    const { watched } = window as unknown as Watched;
    const { since } = watched;
    const tasks = watched.tasks.filter(({ at }) => at >= since);
    const shifts = watched.shifts.filter(({ at }) => at >= since);
    const frames = watched.frames.filter((at) => at >= since);
    const late = frames.filter((at, index) => index > 0 && at - (frames[index - 1] ?? at) > 50);
    const shadow = document.querySelector('parley-comments')?.shadowRoot;
    const answer = performance
      .getEntriesByType('resource')
      .find(({ name }) => name.includes('/v1/threads?')) as PerformanceResourceTiming | undefined;
    const figures = {
      firstCommentMs:
        since === 0 && answer && watched.firstCommentAt
          ? Math.round(watched.firstCommentAt - answer.responseEnd)
          : null,
      longTasks: tasks.length,
      longestTaskMs: Math.round(Math.max(0, ...tasks.map(({ ms }) => ms))),
      lateFrames: Math.round((1000 * late.length) / Math.max(1, frames.length)) / 10,
      layoutShift: Math.round(shifts.reduce((sum, { value }) => sum + value, 0) * 10_000) / 10_000,
      elements: shadow?.querySelectorAll('*').length ?? 0,
      articles: shadow?.querySelectorAll('article').length ?? 0,
    };
    watched.since = performance.now();
    return { figures, shifts };
  });
  for (const { value, what } of shifts) console.log(`layout moved by ${value.toFixed(4)}: ${what}`);
  return figures;
}
