/**
 * `npm run faults -- --seed 1 --seconds 30 --store sqlite`: harms real servers for a while and holds what is
 * left against what was promised. `--store` is `sqlite`, `mongo` or `both` (in turn); `--seeds 10` goes on with
 * the seeds that follow, `--minutes 10` until the time is over. `--servers`, `--clients`, `--threads` and
 * `--rate` (operations of a client in a second) size it; `--faults server-killed,store-cut` picks faults.
 * MongoDB is looked for at `TEST_MONGO_URL`, Redis is started from the PATH. Ends with 1 when a promise was
 * broken or a run could not be carried out.
 */
import { parseArgs } from 'node:util';
import { printRun, printSummary } from './print.ts';
import { commandFor, type Report, writeReports } from './report.ts';
import { type FaultOptions, runFaults } from './run-faults.ts';
import { assertFaultKinds, type StoreKind } from './schedule.ts';
import { summarize } from './summary.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '0' },
    seconds: { type: 'string', default: '30' },
    store: { type: 'string', default: 'sqlite' },
    faults: { type: 'string' },
    servers: { type: 'string', default: '3' },
    clients: { type: 'string', default: '10' },
    threads: { type: 'string', default: '2' },
    rate: { type: 'string', default: '1' },
  },
});
const STORES: Record<string, StoreKind[]> = {
  sqlite: ['sqlite'],
  mongo: ['mongo'],
  both: ['sqlite', 'mongo'],
};
const stores = STORES[values.store];
if (stores === undefined) throw new Error(`--store is sqlite, mongo or both, and not ${values.store}`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
const reports: Report[] = [];
/** What is wrong, a sentence a run, with the way to see it again. */
const faulty: string[] = [];
const first = Number(values.seed);
const endsAt = performance.now() + Number(values.minutes) * 60_000;
for (let seed = first; seed < first + Number(values.seeds) || performance.now() < endsAt; seed += 1) {
  for (const store of stores) await runOnce(optionsFor(seed, store));
}
const summary = summarize(reports);
printSummary(summary);
if (reports.length > 0) console.log(`\nwritten to ${await writeReports(reports, summary)}`);
for (const sentence of faulty) console.log(`\n${sentence}`);
if (faulty.length === 0) console.log(`\nAll promises were kept in ${reports.length} runs.`);
process.exit(faulty.length === 0 ? 0 : 1);

async function runOnce(options: FaultOptions): Promise<void> {
  const which = `Seed ${options.seed} on ${options.store}`;
  const again = `Run it again with:\n  ${commandFor(options)}`;
  try {
    const report = await runFaults(options);
    reports.push(report);
    printRun(report);
    const broken = [...new Set(report.violations.map(({ check }) => `“${check}”`))];
    if (broken.length > 0) faulty.push(`${which} broke ${broken.join(', ')}. ${again}`);
  } catch (error) {
    console.log(`seed ${options.seed} ${options.store}: could not be carried out:`, error);
    faulty.push(`${which} could not be carried out: ${(error as Error).message}. ${again}`);
  }
}

function optionsFor(seed: number, store: StoreKind): FaultOptions {
  const kinds = values.faults?.split(',');
  if (kinds) assertFaultKinds(kinds, store);
  return {
    seed,
    store,
    seconds: Number(values.seconds),
    clients: Number(values.clients),
    rate: Number(values.rate),
    threads: Number(values.threads),
    servers: store === 'sqlite' ? 1 : Number(values.servers),
    mongoUrl: store === 'sqlite' ? null : (process.env.TEST_MONGO_URL ?? 'mongodb://127.0.0.1:27017'),
    ...(kinds ? { faultKinds: kinds } : {}),
  };
}
