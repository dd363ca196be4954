import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Violation } from './checks.ts';
import { catchUpTimes, type Heal } from './convergence.ts';
import type { History, Outcome } from './history.ts';
import type { ReaderWindow } from './reader-window.ts';
import type { ScheduleOptions } from './schedule.ts';

const ARTEFACTS = resolve(import.meta.dirname, '../../artefacts/faults');

/** Times are milliseconds; null where no window was behind. */
type CatchUp = {
  faults: number;
  windowsBehind: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
};

export type Report = {
  at: string;
  options: ScheduleOptions & { servers: number };
  operations: Record<string, Record<Outcome, number>>;
  refusals: Record<string, number>;
  faults: Record<string, CatchUp>;
  allFaults: CatchUp;
  /** Every fault in order: when it was over, how many windows were behind then, and how long the last took. */
  timeline: { kind: string; overAtMs: number; windowsBehind: number; slowestMs: number }[];
  comments: { asked: number; acknowledged: number; lost: number; doubled: number };
  windows: { open: number; converged: number; resets: number };
  /** From the last operation to the moment when every window stood still at the truth. */
  settledMs: number;
  largestServerMegabytes: number;
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
  rest: Pick<Report, 'settledMs' | 'largestServerMegabytes' | 'serverExitCodes' | 'serverErrors'>;
}): Report {
  const { history, heals, windows, violations } = found;
  const count = (check: string) => violations.filter((violation) => violation.check === check).length;
  const posts = [...history.posts.values()];
  return {
    at: new Date().toISOString(),
    options: found.options,
    operations: Object.fromEntries(history.counted),
    refusals: Object.fromEntries(history.refusals),
    faults: Object.fromEntries(
      [...Map.groupBy(heals, ({ kind }) => kind)].map(([kind, own]) => [kind, catchUpOf(own, windows)]),
    ),
    allFaults: catchUpOf(heals, windows),
    timeline: heals.map((heal) => {
      const times = catchUpTimes(heal, windows).map(Math.round);
      const overAtMs = Math.round(heal.at - found.startedAt);
      return { kind: heal.kind, overAtMs, windowsBehind: times.length, slowestMs: Math.max(0, ...times) };
    }),
    comments: {
      asked: posts.length,
      acknowledged: posts.filter(({ outcome }) => outcome === 'done').length,
      lost: count('an acknowledged comment is kept'),
      doubled: count('one key makes one comment'),
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

export async function writeReports(reports: Report[]): Promise<string> {
  await mkdir(ARTEFACTS, { recursive: true });
  const file = join(ARTEFACTS, 'report.json');
  await writeFile(file, `${JSON.stringify(reports, null, 2)}\n`);
  return file;
}

export function printReport(report: Report): void {
  const { options, comments, windows, faults, allFaults } = report;
  const { seed, store, servers, clients, seconds } = options;
  console.log(`\nseed ${seed}: ${store}, ${servers} servers, ${clients} clients, ${seconds} s`);
  for (const [kind, { done, refused, unknown }] of Object.entries(report.operations)) {
    console.log(`  ${kind.padEnd(28)} ${done} done, ${refused} refused, ${unknown} unanswered`);
  }
  for (const [kind, figures] of [...Object.entries(faults), ['all faults', allFaults] as const]) {
    console.log(`  ${kind.padEnd(28)} ${describe(figures)}`);
  }
  console.log(
    `  comments: ${comments.acknowledged} of ${comments.asked} acknowledged, ${comments.lost} lost, ${comments.doubled} doubled`,
  );
  console.log(
    `  windows: ${windows.converged} of ${windows.open} converged ${(report.settledMs / 1_000).toFixed(1)} s after the last operation, ${windows.resets} resets`,
  );
  console.log(
    `  largest server: ${report.largestServerMegabytes.toFixed(0)} MB; exit codes ${report.serverExitCodes}`,
  );
  for (const error of report.serverErrors) console.log(`  a server said: ${error}`);
  for (const { check, detail } of report.violations) console.log(`  BROKEN: ${check}: ${detail}`);
}

function catchUpOf(heals: Heal[], windows: ReaderWindow[]): CatchUp {
  const times = heals.flatMap((heal) => catchUpTimes(heal, windows)).sort((a, b) => a - b);
  const percentile = (share: number) => {
    const time = times[Math.min(times.length - 1, Math.floor(times.length * share))];
    return time === undefined ? null : Math.round(time);
  };
  const figures = { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) };
  return { faults: heals.length, windowsBehind: times.length, ...figures };
}

function describe({ faults, windowsBehind, p50, p95, p99 }: CatchUp): string {
  const times = p50 === null ? '' : `, caught up in p50 ${p50}, p95 ${p95}, p99 ${p99} ms`;
  return `${faults} times, ${windowsBehind} windows behind at its end${times}`;
}
