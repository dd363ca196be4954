import type { Outcome } from './history.ts';
import type { Report, TimelineEntry } from './report.ts';

/**
 * How long windows took, in milliseconds. `never` counts those that did not get there, and a figure that they
 * make up is null, as it is where there was no window.
 */
export type Times = {
  windows: number;
  never: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  max: number | null;
};

/** What followed after faults. */
export type Recovery = {
  faults: number;
  /** Of windows that were behind when a fault was over, until they showed all that the service held then. */
  caughtUp: Times;
  /** Of windows without a live connection then, until they had one. */
  liveAgain: Times;
  /** The longest until every server had answered a reader again; null: never. */
  slowestServerMs: number | null;
};

/** Several runs as one. */
export type Summary = {
  runs: number;
  brokenRuns: number;
  operations: Record<string, Record<Outcome, number>>;
  faults: Record<string, Recovery>;
  allFaults: Recovery;
  comments: Report['comments'];
  issueReports: Report['issueReports'];
  windows: Report['windows'];
  slowestSettledMs: number;
  /** Of the same server over all runs. */
  largestMegabytes: number[];
  serverErrors: number;
  violations: number;
};

export function summarize(runs: Report[]): Summary {
  const timeline = runs.flatMap((run) => run.timeline);
  return {
    runs: runs.length,
    brokenRuns: runs.filter(({ violations }) => violations.length > 0).length,
    operations: sumOperations(runs),
    faults: Object.fromEntries(
      [...Map.groupBy(timeline, ({ kind }) => kind)].map(([kind, own]) => [kind, recoveryOf(own)]),
    ),
    allFaults: recoveryOf(timeline),
    comments: sum(
      runs.map((run) => run.comments),
      { asked: 0, acknowledged: 0, lost: 0, doubled: 0 },
    ),
    issueReports: sum(
      runs.map((run) => run.issueReports),
      { asked: 0, acknowledged: 0, broken: 0 },
    ),
    windows: sum(
      runs.map((run) => run.windows),
      { open: 0, converged: 0, resets: 0 },
    ),
    slowestSettledMs: Math.max(0, ...runs.map((run) => run.settledMs)),
    largestMegabytes: largestByServer(runs),
    serverErrors: runs.reduce((total, run) => total + run.serverErrors.length, 0),
    violations: runs.reduce((total, run) => total + run.violations.length, 0),
  };
}

const NEVER = Number.POSITIVE_INFINITY;

export function recoveryOf(timeline: TimelineEntry[]): Recovery {
  return {
    faults: timeline.length,
    caughtUp: timesOf(timeline.flatMap(({ caughtUpMs }) => caughtUpMs)),
    liveAgain: timesOf(timeline.flatMap(({ liveAgainMs }) => liveAgainMs)),
    slowestServerMs: finite(Math.max(0, ...timeline.map(({ allServersMs }) => allServersMs ?? NEVER))),
  };
}

/** By nearest rank: the smallest time that this share of the windows did not exceed. */
export function timesOf(times: (number | null)[]): Times {
  const sorted = times.map((ms) => ms ?? NEVER).sort((a, b) => a - b);
  const percentile = (share: number) => finite(sorted[Math.ceil(sorted.length * share) - 1]);
  return {
    windows: sorted.length,
    never: sorted.filter((ms) => ms === NEVER).length,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    max: percentile(1),
  };
}

function finite(ms: number | undefined): number | null {
  return ms !== undefined && Number.isFinite(ms) ? ms : null;
}

function sumOperations(runs: Report[]): Summary['operations'] {
  const total: Summary['operations'] = {};
  for (const [kind, counts] of runs.flatMap(({ operations }) => Object.entries(operations))) {
    total[kind] = sum([counts], total[kind] ?? { done: 0, refused: 0, unknown: 0 });
  }
  return total;
}

function sum<T extends Record<string, number>>(all: T[], begun: T): T {
  const total: Record<string, number> = { ...begun };
  for (const one of all) {
    for (const [name, value] of Object.entries(one)) total[name] = (total[name] ?? 0) + value;
  }
  return total as T;
}

function largestByServer(runs: Report[]): number[] {
  const servers = Math.max(0, ...runs.map(({ largestMegabytes }) => largestMegabytes.length));
  return Array.from({ length: servers }, (_, index) =>
    Math.max(...runs.map(({ largestMegabytes }) => largestMegabytes[index] ?? 0)),
  );
}
