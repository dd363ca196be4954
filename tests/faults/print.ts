import type { Report } from './report.ts';
import { type Recovery, recoveryOf, type Summary, type Times } from './summary.ts';

/** A run in one line, and in a few more what is broken. */
export function printRun({ options, comments, windows, timeline, ...report }: Report): void {
  const { caughtUp, liveAgain } = recoveryOf(timeline);
  const words = [
    `seed ${options.seed} ${options.store}: ${report.violations.length === 0 ? 'kept' : 'BROKEN'}`,
    `${timeline.length} faults`,
    `${comments.acknowledged} comments acknowledged, ${comments.lost} lost, ${comments.doubled} doubled`,
    `${windows.converged} of ${windows.open} windows converged`,
    caughtUp.windows === 0 ? 'no window behind' : `caught up in p99 ${inMs(caughtUp.p99)}`,
    liveAgain.windows === 0 ? 'none cut off' : `live again in p99 ${inMs(liveAgain.p99)}`,
    `${Math.max(...report.largestMegabytes).toFixed(0)} MB`,
  ];
  console.log(words.join(', '));
  for (const { check, detail } of report.violations) console.log(`  BROKEN: ${check}: ${detail}`);
  for (const error of report.serverErrors) console.log(`  a server said: ${error}`);
}

/** All figures of one run or of several. */
export function printSummary(summary: Summary): void {
  const { comments, windows, issueReports, faults, allFaults } = summary;
  console.log(`\nruns: ${summary.runs}, with a broken promise: ${summary.brokenRuns}`);
  for (const [kind, { done, refused, unknown }] of Object.entries(summary.operations)) {
    print(kind, `${done} done, ${refused} refused, ${unknown} unanswered`);
  }
  for (const [kind, figures] of Object.entries(faults)) print(kind, describe(figures));
  print('all faults', describe(allFaults));
  print(
    'comments',
    `${comments.acknowledged} of ${comments.asked} acknowledged, ${comments.lost} lost, ${comments.doubled} doubled`,
  );
  print(
    'issue reports',
    `${issueReports.acknowledged} of ${issueReports.asked} acknowledged, ${issueReports.broken} lost or doubled`,
  );
  print(
    'windows',
    `${windows.converged} of ${windows.open} converged, ${(summary.slowestSettledMs / 1_000).toFixed(1)} s after the last operation at most, ${windows.resets} resets`,
  );
  const megabytes = summary.largestMegabytes.map((one) => one.toFixed(0)).join(', ');
  print('largest memory by server', `${megabytes} MB`);
}

function print(what: string, figures: string): void {
  console.log(`  ${what.padEnd(28)} ${figures}`);
}

function describe({ faults, slowestServerMs, caughtUp, liveAgain }: Recovery): string {
  return [
    `${faults} times`,
    `all servers answered within ${inMs(slowestServerMs)}`,
    caughtUp.windows === 0 ? 'no window behind' : `windows behind caught up: ${inWords(caughtUp)}`,
    ...(liveAgain.windows === 0 ? [] : [`windows cut off were live again: ${inWords(liveAgain)}`]),
  ].join('; ');
}

function inWords({ windows, never, p50, p95, p99, max }: Times): string {
  const figures = `${windows} in p50 ${inMs(p50)}, p95 ${inMs(p95)}, p99 ${inMs(p99)}, max ${inMs(max)}`;
  return never > 0 ? `${figures}, ${never} never` : figures;
}

function inMs(ms: number | null): string {
  return ms === null ? 'never' : `${ms} ms`;
}
