import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from './load.ts';
import type { Machine } from './machine.ts';
import type { Ratio, Row, Seconds } from './row.ts';

const WHAT_WIDTH = 40;
const RATIO_WIDTH = 46;
const KILOBYTE = 1024;
/** Below this share of a core the load, the disk or another program kept the program waiting. */
const BUSY_ENOUGH = 0.9;
/** More than what an idle system does by itself. */
const OTHERS_MAX = 0.2;

/** Two lines a row: what, its ratio and its goal; then the figures behind it. */
export function printTable(rows: Row[]): void {
  for (const [group, members] of Map.groupBy(rows, (row) => row.group)) {
    console.log(`\n${group}`);
    for (const { what, figure, against, ratio, goal } of members) {
      const verdict = goal ? `${goal.text}: ${goal.isReached ? 'reached' : 'NOT REACHED'}` : '';
      console.log(
        `  ${what.padEnd(WHAT_WIDTH)} ${describeRatio(ratio).padEnd(RATIO_WIDTH)} ${verdict}`.trimEnd(),
      );
      console.log(`      ${figure}`);
      if (against !== null) console.log(`      against ${against}`);
    }
  }
  const goals = rows.flatMap(({ goal }) => goal ?? []);
  console.log(`\n${goals.filter((goal) => goal.isReached).length} of ${goals.length} goals reached`);
}

function describeRatio(ratio: Ratio | null): string {
  if (ratio === null) return '';
  const { value, low, high, byProcessor } = ratio;
  const processor = byProcessor === null ? '' : `, by processor time ${byProcessor.toFixed(2)}`;
  return `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}${processor})`;
}

/** Writes everything that was measured, single runs included; answers the file. */
export async function writeReport(
  folder: string,
  report: { machine: Machine; seconds: Seconds; rows: Row[] },
): Promise<string> {
  const at = new Date().toISOString();
  const file = join(folder, `${at.replaceAll(/[:.]/g, '-')}.json`);
  const { machine, ...rest } = report;
  await writeFile(file, `${JSON.stringify({ at, machine: machine.description, ...rest }, null, 2)}\n`);
  return file;
}

/** A run in words; what makes its figures doubtful stands at the end. */
export function describeRun(run: Run): string {
  const { perSecond, p50Ms, p99Ms, bytesPerAnswer, busy, processorUs, othersCores } = run;
  return [
    `${Math.round(perSecond).toLocaleString('en')}/s`,
    `p50 ${milliseconds(p50Ms)}`,
    `p99 ${milliseconds(p99Ms)}`,
    `${(bytesPerAnswer / KILOBYTE).toFixed(1)} KB`,
    ...(processorUs === null ? [] : [`${Math.round(processorUs)} µs of processor`]),
    ...(busy === null || busy >= BUSY_ENOUGH ? [] : [`${Math.round(busy * 100)} % busy`]),
    ...(othersCores === null || othersCores < OTHERS_MAX
      ? []
      : [`OTHERS USED ${othersCores.toFixed(1)} CORES`]),
  ].join(', ');
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}
