import type { Browser, CDPSession } from 'playwright-core';

/** One turn of the page's main thread. Milliseconds; `at` on the page's own clock, as `performance.now()` has it. */
export type Task = {
  at: number;
  /** From its beginning to its end, other programs' turns on the processor among it. */
  wallMs: number;
  /** Of that, what the thread itself spent on a processor (`tdur`); the slowing down is in it. */
  cpuMs: number;
};

/** As Chromium writes it, in microseconds. */
type TraceEvent = {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { data?: { startTime?: number } };
};

/** Chromium's own name for a turn of a thread, which DevTools shows as a task. */
const TASK = 'RunTask';
const CATEGORIES = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];
/** By its mark the page's main thread is known among all threads, and its clock beside the trace's. */
const MARK = 'bench:here';
/** Below this a task is nothing to anybody, and there are tens of thousands. */
const TASK_MIN_MS = 0.5;

/** Records what the main thread of the page behind `devtools` does until `stop`, which gives its tasks. */
export async function startTrace(
  browser: Browser,
  devtools: CDPSession,
): Promise<{ stop(): Promise<Task[]> }> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[])
      if (event.name === TASK || event.name === MARK) events.push(event);
  });
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  return {
    async stop() {
      await devtools.send('Runtime.evaluate', { expression: `performance.mark('${MARK}')` });
      await session.send('Tracing.end');
      await complete;
      await session.detach();
      return tasksOf(events);
    },
  };
}

function tasksOf(events: TraceEvent[]): Task[] {
  const mark = events.findLast(({ name }) => name === MARK);
  const startTime = mark?.args?.data?.startTime;
  if (!mark || startTime === undefined) throw new Error('the trace does not show the page');
  const zero = mark.ts / 1000 - startTime;
  return events
    .filter(({ name, pid, tid }) => name === TASK && pid === mark.pid && tid === mark.tid)
    .map(({ ts, dur = 0, tdur = 0 }) => ({ at: ts / 1000 - zero, wallMs: dur / 1000, cpuMs: tdur / 1000 }))
    .filter(({ wallMs }) => wallMs >= TASK_MIN_MS);
}

/** What the thread spent on a processor between two moments of the page's clock. */
export function cpuBetween(tasks: Task[], from: number, to: number): number {
  return tasks.reduce((sum, { at, wallMs, cpuMs }) => {
    const shared = Math.min(to, at + wallMs) - Math.max(from, at);
    return shared > 0 ? sum + cpuMs * (shared / wallMs) : sum;
  }, 0);
}
