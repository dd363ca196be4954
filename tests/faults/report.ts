import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Violation } from './checks.ts';
import { catchUpTimes, type Heal } from './convergence.ts';
import type { History, Outcome } from './history.ts';
import type { ReaderWindow } from './reader-window.ts';
import type { ScheduleOptions } from './schedule.ts';
import type { Summary } from './summary.ts';

const ARTEFACTS = resolve(import.meta.dirname, '../../artefacts/faults');

/** A fault in its order: when it was over, and what followed. In milliseconds; null stands for never. */
export type TimelineEntry = {
  kind: string;
  overAtMs: number;
  /** Until every server had answered a reader again. */
  allServersMs: number | null;
  /** For each window that was behind then, how long it took to show what the service held then. */
  caughtUpMs: (number | null)[];
  /** For each window without a live connection then, how long it took to have one. */
  liveAgainMs: (number | null)[];
};

export type Report = {
  at: string;
  options: ScheduleOptions & { servers: number; threads: number };
  /** What repeats the run. */
  command: string;
  operations: Record<string, Record<Outcome, number>>;
  refusals: Record<string, number>;
  timeline: TimelineEntry[];
  comments: { asked: number; acknowledged: number; lost: number; doubled: number };
  issueReports: { asked: number; acknowledged: number; broken: number };
  windows: { open: number; converged: number; resets: number };
  /** From the last operation to the moment when every window had come to the truth. */
  settledMs: number;
  /** Resident, by server. */
  largestMegabytes: number[];
  serverExitCodes: (number | null)[];
  serverErrors: string[];
  violations: Violation[];
};

export function createReport(found: {
  options: Report['options'];
  history: History;
  heals: Heal[];
  startedAt: number;
  windows: ReaderWindow[];
  violations: Violation[];
  rest: Pick<Report, 'settledMs' | 'largestMegabytes' | 'serverExitCodes' | 'serverErrors'>;
}): Report {
  const { history, heals, windows, violations } = found;
  const count = (check: Violation['check']) =>
    violations.filter((violation) => violation.check === check).length;
  const posts = [...history.posts.values()];
  const reports = [...history.reports.values()];
  return {
    at: new Date().toISOString(),
    options: found.options,
    command: commandFor(found.options),
    operations: Object.fromEntries(history.counted),
    refusals: Object.fromEntries(history.refusals),
    timeline: heals.map((heal) => ({
      kind: heal.kind,
      overAtMs: Math.round(heal.at - found.startedAt),
      allServersMs: orNever(heal.allServersMs),
      caughtUpMs: catchUpTimes(heal, windows).map(orNever),
      liveAgainMs: heal.liveAgainMs.map(orNever),
    })),
    comments: {
      asked: posts.length,
      acknowledged: posts.filter(({ outcome }) => outcome === 'done').length,
      lost: count('an acknowledged comment is kept'),
      doubled: count('one key makes one comment'),
    },
    issueReports: {
      asked: reports.length,
      acknowledged: reports.filter((outcome) => outcome === 'done').length,
      broken: count('an acknowledged issue report is kept once'),
    },
    windows: {
      open: windows.length,
      converged: windows.length - count('every window shows what the store holds'),
      resets: windows.reduce((sum, { resets }) => sum + resets, 0),
    },
    ...found.rest,
    violations,
  };
}

/** The command that repeats a run. */
export function commandFor(options: Report['options']): string {
  const { seed, seconds, store, servers, clients, threads, rate, faultKinds } = options;
  const size = `--servers ${servers} --clients ${clients} --threads ${threads} --rate ${rate}`;
  const faults = faultKinds ? ` --faults ${faultKinds.join(',')}` : '';
  return `npm run faults -- --seed ${seed} --seconds ${seconds} --store ${store} ${size}${faults}`;
}

/** `runs`: a report each. Answers the file's path. */
export async function writeReports(runs: Report[], summary: Summary): Promise<string> {
  await mkdir(ARTEFACTS, { recursive: true });
  const file = join(ARTEFACTS, 'report.json');
  await writeFile(file, `${JSON.stringify({ summary, runs }, null, 2)}\n`);
  return file;
}

function orNever(ms: number): number | null {
  return Number.isFinite(ms) ? Math.round(ms) : null;
}
