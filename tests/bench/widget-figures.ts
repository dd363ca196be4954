import type { CDPSession } from 'playwright-core';
import { cpuBetween, type Task } from './widget-trace.ts';

/** What a reader would feel of one phase. Times in milliseconds: on the clock, and of the processor (`Cpu`). */
export type Figures = {
  /** From the last byte of first slice and app to the frame that shows a comment; only after loading. */
  firstComment: number | null;
  firstCommentCpu: number | null;
  /** Turns of the main thread above 50 ms, and the longest of all. */
  longTasks: number;
  longTasksCpu: number;
  longest: number;
  longestCpu: number;
  /** Share of frames that came later than 50 ms after the one before, in percent. */
  lateFrames: number;
  /** Cumulative layout shift, shifts within half a second of a press apart. */
  layoutShift: number;
  elements: number;
  articles: number;
};

/** What the browser itself calls a long task. */
const LONG_MS = 50;

type Watch = {
  shifts: { at: number; value: number; what: string }[];
  frames: number[];
  firstCommentAt: number | null;
  since: number;
};
type Watched = Window & { watched: Watch };

/** Runs in the page before all else: notes layout shifts, frames and the first comment. */
export function watchPage(): void {
  const watched: Watch = { shifts: [], frames: [], firstCommentAt: null, since: 0 };
  (window as unknown as Watched).watched = watched;
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
  let hasComment = false;
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    watched.firstCommentAt = performance.now();
    painted.port1.close();
  };
  const frame = (now: number) => {
    watched.frames.push(now);
    if (!hasComment && document.querySelector('parley-comments')?.shadowRoot?.querySelector('article')) {
      hasComment = true;
      // The turn after this frame's: by then it is painted.
      painted.port2.postMessage(null);
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** The figures since they were last read; `tasks` are those of the same time. */
export async function readFigures(devtools: CDPSession, tasks: Task[]): Promise<Figures> {
  const { shifts, firstCommentAt, answeredAt, ...rest } = await ask(devtools, readWatch);
  for (const { value, what } of shifts) console.log(`layout moved by ${value.toFixed(4)}: ${what}`);
  const isFirst = firstCommentAt !== null;
  const of = (kind: 'wallMs' | 'cpuMs') => tasks.map((task) => task[kind]);
  return {
    firstComment: isFirst ? Math.round(firstCommentAt - answeredAt) : null,
    firstCommentCpu: isFirst ? Math.round(cpuBetween(tasks, answeredAt, firstCommentAt)) : null,
    longTasks: of('wallMs').filter((ms) => ms > LONG_MS).length,
    longTasksCpu: of('cpuMs').filter((ms) => ms > LONG_MS).length,
    longest: Math.round(Math.max(0, ...of('wallMs'))),
    longestCpu: Math.round(Math.max(0, ...of('cpuMs'))),
    layoutShift: Math.round(shifts.reduce((sum, { value }) => sum + value, 0) * 10_000) / 10_000,
    ...rest,
  };
}

/** The least of each figure of two runs. */
export function leastOf(one: Figures, other: Figures): Figures {
  const names = Object.keys(one) as (keyof Figures)[];
  return Object.fromEntries(
    names.map((name) => [name, Math.min(one[name] ?? Number.NaN, other[name] ?? Number.NaN)]),
  ) as Figures;
}

/** Runs in the page. */
function readWatch() {
  const { watched } = window as unknown as Watched;
  const { since } = watched;
  const frames = watched.frames.filter((at) => at >= since);
  const late = frames.filter((at, index) => index > 0 && at - (frames[index - 1] ?? at) > 50);
  const shadow = document.querySelector('parley-comments')?.shadowRoot;
  const needed = performance
    .getEntriesByType('resource')
    .filter(({ name }) => /\/v1\/threads\?|\/widget\/(app|chunk)/.test(name)) as PerformanceResourceTiming[];
  watched.since = performance.now();
  return {
    shifts: watched.shifts.filter(({ at }) => at >= since),
    firstCommentAt: since === 0 ? watched.firstCommentAt : null,
    answeredAt: Math.max(...needed.map(({ responseEnd }) => responseEnd)),
    lateFrames: Math.round((1000 * late.length) / Math.max(1, frames.length)) / 10,
    elements: shadow?.querySelectorAll('*').length ?? 0,
    articles: shadow?.querySelectorAll('article').length ?? 0,
  };
}

/**
 * Runs a function in the page, which may know nothing but its argument. Without the scripts that Playwright
 * brings along for the same: they would cost the page more than a comment does.
 */
export async function ask<Given, Answer>(
  devtools: CDPSession,
  run: (given: Given) => Answer,
  given?: Given,
): Promise<Awaited<Answer>> {
  const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', {
    expression: `(${run})(${JSON.stringify(given)})`,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
