/**
 * `npm run faults -- --seed 1 --seconds 30 --store sqlite`: harms real servers for a while and holds what is
 * left against what was promised. `--store` is `sqlite`, `mongo` or `both` (in turn); `--minutes 10` goes on
 * with the next seeds until the time is over. `--servers`, `--clients`, `--threads` and `--rate` (operations of
 * a client in a second) size it; `--faults server-killed,store-cut` picks faults. MongoDB is looked for at
 * `TEST_MONGO_URL`, Redis is started from the PATH. Ends with 1 when a promise was broken.
 */
import { parseArgs } from 'node:util';
import { printReport, type Report, writeReports } from './report.ts';
import { runFaults } from './run-faults.ts';
import type { FaultKind, StoreKind } from './schedule.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
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
const endsAt = performance.now() + Number(values.minutes) * 60_000;
let seed = Number(values.seed);
do {
  for (const store of stores) {
    const report = await runOnce(seed, store);
    reports.push(report);
    printReport(report);
    console.log(`  written to ${await writeReports(reports)}`);
  }
  seed += 1;
} while (performance.now() < endsAt);

const broken = reports.filter(({ violations }) => violations.length > 0);
for (const { options } of broken) console.log(`\nbroken: --seed ${options.seed} --store ${options.store}`);
if (broken.length === 0) console.log(`\nall promises kept, runs: ${reports.length}`);
process.exit(broken.length === 0 ? 0 : 1);

function runOnce(seed: number, store: StoreKind): Promise<Report> {
  return runFaults({
    seed,
    store,
    seconds: Number(values.seconds),
    clients: Number(values.clients),
    rate: Number(values.rate),
    threads: Number(values.threads),
    servers: store === 'sqlite' ? 1 : Number(values.servers),
    mongoUrl: store === 'sqlite' ? null : (process.env.TEST_MONGO_URL ?? 'mongodb://127.0.0.1:27017'),
    ...(values.faults ? { faultKinds: values.faults.split(',') as FaultKind[] } : {}),
  });
}
