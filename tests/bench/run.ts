/**
 * `npm run bench`: measures the service against floors (the least that any program of its kind must do) in
 * one run on one machine, prints a table of ratios and writes it to `artefacts/bench`. Options: `--large`
 * adds a thread of 1,000,000 comments, `--quick` takes shorter runs, `--only=posts,start` picks measures,
 * `--viewers=10000` gives the largest crowd another size.
 * README.md says how to read the table. Times are shown, never asserted.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pinLoadGenerator } from './machine.ts';
import { branches } from './measures/branches.ts';
import { firstSlices } from './measures/first-slices.ts';
import { laterSlices } from './measures/later-slices.ts';
import { live } from './measures/live.ts';
import { posts } from './measures/posts.ts';
import { queue } from './measures/queue.ts';
import { reconnectStorm } from './measures/reconnect-storm.ts';
import { start } from './measures/start.ts';
import { viewers } from './measures/viewers.ts';
import { widgetSizes } from './measures/widget-sizes.ts';
import { endPrograms } from './program.ts';
import { printTable, writeReport } from './report.ts';
import type { Measure, Row } from './row.ts';
import { seed } from './seed.ts';

const ARTEFACTS = resolve(import.meta.dirname, '../../artefacts/bench');
/** Everything together takes half of it; what takes longer hangs. Seeding a million comments takes longer. */
const RUN_LIMIT_MS = 10 * 60_000;
const MEASURES: Record<string, Measure> = {
  'first-slices': firstSlices,
  'later-slices': laterSlices,
  posts,
  live,
  viewers,
  'reconnect-storm': reconnectStorm,
  queue,
  branches,
  start,
  'widget-sizes': widgetSizes,
};

const args = process.argv.slice(2);
const isLarge = args.includes('--large');
const crowd = Number(optionOf('--viewers') ?? 2_000);
const seconds = args.includes('--quick') ? { warmUp: 1, run: 1 } : { warmUp: 2, run: 3 };
const only = optionOf('--only')?.split(',');
const unknown = (only ?? []).filter((name) => !(name in MEASURES));
if (unknown.length > 0) throw new Error(`no such measure: ${unknown}; there are ${Object.keys(MEASURES)}`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => finish(130));
setTimeout(
  () => finish(1, 'the benchmark took too long and was ended'),
  RUN_LIMIT_MS * (isLarge ? 3 : 1),
).unref();

await mkdir(ARTEFACTS, { recursive: true });
// On the disk that the checkout lies on: a temporary folder may be memory, where durable costs nothing.
const folder = await mkdtemp(join(ARTEFACTS, 'data-'));
try {
  const machine = pinLoadGenerator();
  console.log(machine.description);
  const threads = await seed(folder, { isLarge });
  const rows: Row[] = [];
  // Always in this order: posts make the threads longer.
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (only && !only.includes(name)) continue;
    console.log(`measuring ${name} …`);
    rows.push(...(await measure({ folder, threads, crowd, seconds, machine })));
  }
  printTable(rows);
  console.log(`written to ${await writeReport(ARTEFACTS, { machine, seconds, rows })}`);
  await finish(0);
} catch (error) {
  await finish(1, error);
}

function optionOf(option: string): string | undefined {
  return args.find((arg) => arg.startsWith(`${option}=`))?.slice(option.length + 1);
}

async function finish(code: number, reason?: unknown): Promise<never> {
  if (reason !== undefined) console.error(reason);
  await endPrograms();
  await rm(folder, { recursive: true, force: true });
  process.exit(code);
}
